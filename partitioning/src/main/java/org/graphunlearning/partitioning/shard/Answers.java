package org.graphunlearning.partitioning.shard;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.partitioning.aggregate.Homes;
import org.graphunlearning.partitioning.aggregate.NeighbourWeights;
import org.jspecify.annotations.Nullable;

/** One question to a sharded model: the shards answer one after the other, in order, for the rows where they count. */
final class Answers {
    private final ShardedModel model;
    private final Graph graph;
    private final int[] rows;
    private final Compute compute;
    private final int width;
    private final int[][] outputOf;

    Answers(ShardedModel model, Graph graph, int[] rows, Compute compute) {
        this.model = model;
        this.graph = graph;
        this.rows = rows;
        this.compute = compute;
        var classes = model.classes();
        this.width = classes.size();
        this.outputOf = model.shards().stream()
                .map(shard ->
                        shard.classes().stream().mapToInt(classes::indexOf).toArray())
                .toArray(int[][]::new);
    }

    float[] combined(Homes homes) {
        if (model.shards().size() == 1) {
            return model.shards().get(0).model().probabilities(graph, rows, compute);
        }
        var weights = weights(homes);
        return weights == null ? voted() : weighted(weights);
    }

    /** Of each row, rows x shards; null for votes, which are no weighted sum. */
    float @Nullable [] weights(Homes homes) {
        int shards = model.shards().size();
        if (shards == 1) {
            return repeated(new float[] {1f});
        }
        return switch (model.aggregation()) {
            case MAJORITY -> null;
            case NEIGHBOURS -> NeighbourWeights.of(graph, homes, model.answering(), rows, compute);
            case MEAN -> repeated(scaled(new double[shards]));
            case LEARNED, SIMILARITY -> repeated(scaled(model.weights()));
        };
    }

    /** The weights of shards that answer, scaled to sum to 1; uniform when those have no weight. */
    private float[] scaled(double[] weights) {
        var answering = model.answering();
        double sum = answering.stream().mapToDouble(s -> weights[s]).sum();
        var out = new float[weights.length];
        for (int s = answering.nextSetBit(0); s >= 0; s = answering.nextSetBit(s + 1)) {
            out[s] = (float) (sum > 0 ? weights[s] / sum : 1.0 / answering.cardinality());
        }
        return out;
    }

    /** The same weights for every row. */
    private float[] repeated(float[] weights) {
        var out = new float[Math.multiplyExact(rows.length, weights.length)];
        for (int start = 0; start < out.length; start += weights.length) {
            System.arraycopy(weights, 0, out, start, weights.length);
        }
        return out;
    }

    private float[] weighted(float[] weights) {
        int shards = model.shards().size();
        var out = new float[Math.multiplyExact(rows.length, width)];
        for (int s = 0; s < shards; s++) {
            var asked = new BitSet();
            for (int i = 0; i < rows.length; i++) {
                asked.set(i, weights[i * shards + s] > 0);
            }
            int[] positions = asked.stream().toArray();
            if (positions.length > 0) {
                var answer =
                        answer(s, Arrays.stream(positions).map(i -> rows[i]).toArray());
                for (int j = 0; j < positions.length; j++) {
                    add(out, positions[j], s, answer, j, weights[positions[j] * shards + s]);
                }
            }
        }
        return out;
    }

    /** Votes and, below one vote in all, mean probabilities: dividing by the voters plus one makes both sum to 1. */
    private float[] voted() {
        var mean = scaled(new double[model.shards().size()]);
        var out = new float[Math.multiplyExact(rows.length, width)];
        for (int s = 0; s < mean.length; s++) {
            if (mean[s] > 0) {
                int known = outputOf[s].length;
                var answer = answer(s, rows);
                for (int i = 0; i < rows.length; i++) {
                    out[i * width + outputOf[s][Scores.argMax(answer, i * known, known)]] += 1f;
                    add(out, i, s, answer, i, mean[s]);
                }
            }
        }
        float voters = model.answering().cardinality() + 1f;
        for (int at = 0; at < out.length; at++) {
            out[at] /= voters;
        }
        return out;
    }

    private void add(float[] out, int row, int shard, float[] answer, int answerRow, float weight) {
        int[] outputs = outputOf[shard];
        for (int c = 0; c < outputs.length; c++) {
            out[row * width + outputs[c]] += weight * answer[answerRow * outputs.length + c];
        }
    }

    /** Probabilities of one shard over the classes it knows. */
    private float[] answer(int shard, int[] asked) {
        var gnn = model.shards().get(shard).model();
        if (gnn.classes().size() == 1) {
            var certain = new float[asked.length];
            Arrays.fill(certain, 1f);
            return certain;
        }
        return gnn.probabilities(graph, asked, compute);
    }

    /** Probability that each shard gives the class of labelled training rows, shards x rows; 0 where it does not know it. */
    double[][] right() {
        var out = new double[model.shards().size()][rows.length];
        for (int s = 0; s < out.length; s++) {
            var shard = model.shards().get(s);
            if (shard.answers()) {
                var known = shard.classes();
                var answer = answer(s, rows);
                for (int i = 0; i < rows.length; i++) {
                    int wanted = known.indexOf(graph.classes().get(graph.targets()[rows[i]]));
                    out[s][i] = wanted < 0 ? 0 : answer[i * known.size() + wanted];
                }
            }
        }
        return out;
    }
}
