package org.graphunlearning.partitioning.multilevel;

/** Which shard each vertex is in, what each shard holds, and how a vertex is tied to the shards around it. */
final class Assignment {
    final WeightedGraph graph;
    final Limits limits;
    final int[] shard;
    final int[] size;
    final int[] training;
    /** Weight between the vertex last looked at and each shard; zero outside {@link #near}. */
    private final int[] links;

    private final int[] near;
    private int nearCount;

    Assignment(WeightedGraph graph, Limits limits, int[] shard) {
        this.graph = graph;
        this.limits = limits;
        this.shard = shard;
        int shards = limits.most().length;
        size = new int[shards];
        training = new int[shards];
        links = new int[shards];
        near = new int[shards];
        for (int v = 0; v < shard.length; v++) {
            size[shard[v]] += graph.size()[v];
            training[shard[v]] += graph.training()[v];
        }
    }

    void move(int vertex, int to) {
        size[shard[vertex]] -= graph.size()[vertex];
        training[shard[vertex]] -= graph.training()[vertex];
        shard[vertex] = to;
        size[to] += graph.size()[vertex];
        training[to] += graph.training()[vertex];
    }

    boolean hasRoom(int vertex, int to) {
        return size[to] + graph.size()[vertex] <= limits.most()[to];
    }

    boolean hasTrainingRoom(int vertex, int to) {
        int rows = graph.training()[vertex];
        return rows == 0 || training[to] + rows <= limits.mostTraining()[to];
    }

    boolean fits(int vertex, int to) {
        return hasRoom(vertex, to) && hasTrainingRoom(vertex, to);
    }

    boolean sparesTraining(int vertex) {
        int rows = graph.training()[vertex];
        return rows == 0 || training[shard[vertex]] - rows >= limits.leastTraining()[shard[vertex]];
    }

    boolean canLeave(int vertex) {
        int from = shard[vertex];
        return size[from] - graph.size()[vertex] >= limits.least()[from] && sparesTraining(vertex);
    }

    /** Reads the links of a vertex, for {@link #link}, {@link #near} and the rest; O(degree). */
    void look(int vertex) {
        for (int i = 0; i < nearCount; i++) {
            links[near[i]] = 0;
        }
        nearCount = 0;
        for (int e = graph.ptr()[vertex]; e < graph.ptr()[vertex + 1]; e++) {
            int other = shard[graph.idx()[e]];
            if (links[other] == 0) {
                near[nearCount++] = other;
            }
            links[other] += graph.weight()[e];
        }
    }

    int nearCount() {
        return nearCount;
    }

    int near(int i) {
        return near[i];
    }

    /** Weight between the vertex last looked at and a shard. */
    int link(int to) {
        return links[to];
    }

    /** Nodes beyond what shards may hold, training nodes counted like others. */
    long excess() {
        long excess = 0;
        for (int s = 0; s < size.length; s++) {
            excess += excess(s);
        }
        return excess;
    }

    int excess(int s) {
        return Math.max(0, size[s] - limits.most()[s]) + Math.max(0, training[s] - limits.mostTraining()[s]);
    }

    /** Weight of the edges between shards. */
    long cutWeight() {
        long cut = 0;
        for (int v = 0; v < shard.length; v++) {
            for (int e = graph.ptr()[v]; e < graph.ptr()[v + 1]; e++) {
                cut += shard[v] == shard[graph.idx()[e]] ? 0 : graph.weight()[e];
            }
        }
        return cut / 2;
    }
}
