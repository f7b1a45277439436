package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.PlantedPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scores of pairs on a planted partition, where linked nodes are of one class. Oracle: a model retrained on the remaining graph. The
 * score of a pair is the chance that both ends are of the same class.
 */
class OverForgettingTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final int NODES = 400;
    private static final int COLUMNS = 8;
    private static final Graph GRAPH = planted();

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    /** Four blocks, features that lean towards the block, a quarter of the nodes for training. */
    private static Graph planted() {
        var data = PlantedPartition.generate(new PlantedPartition.Settings(NODES, 4, 0.03, 0.002, 5));
        var random = new Random(5);
        var keys = new long[NODES];
        var labels = new Object[NODES];
        var roles = new byte[NODES];
        var values = new float[NODES * COLUMNS];
        for (int i = 0; i < NODES; i++) {
            keys[i] = 1337 + 3L * i;
            labels[i] = data.labels()[i];
            roles[i] = (byte) (random.nextInt(4) == 0 ? Role.TRAIN : Role.TEST).ordinal();
            for (int c = 0; c < COLUMNS; c++) {
                double lean = c == data.labels()[i] ? 1 : 0;
                values[i * COLUMNS + c] = (float) (lean + random.nextGaussian());
            }
        }
        return Graph.of(
                keys,
                Adjacency.of(NODES, data.sources(), data.targets(), data.edgeCount(), false),
                new DenseFeatures(COLUMNS, values),
                Labels.of(labels),
                new Split(roles));
    }

    private static TrainingConfig config(Architecture architecture) {
        var usual = TrainingConfig.defaults(architecture).withEpochs(150).withLearningRate(0.02);
        var model = usual.model().withHiddenChannels(16).withHeads(2).withNormalizeFeatures(false);
        return usual.withModel(model.withDropout(0.3));
    }

    private static ForgetSet edges(int count) {
        var out = ForgetSet.nothing();
        for (long seed = 0; seed < count; seed++) {
            out = out.and(Kind.edge(GRAPH, seed));
        }
        return out;
    }

    private static double meanScore(Gnn model, Graph graph, List<int[]> pairs) {
        int width = model.classes().size();
        var p = model.probabilities(graph, COMPUTE);
        return pairs.stream()
                .mapToDouble(pair -> PairScores.score(p, pair[0] * width, pair[1] * width, width))
                .average()
                .orElseThrow();
    }

    private static List<int[]> randomPairs(Graph graph) {
        var random = new Random(1);
        var out = new ArrayList<int[]>();
        while (out.size() < 1000) {
            int u = random.nextInt(graph.nodeCount());
            int v = random.nextInt(graph.nodeCount());
            if (u != v && !graph.adjacency().contains(u, v)) {
                out.add(new int[] {u, v});
            }
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void withTheDeletedEndsAloneDeletedPairsScoreMoreLikeRandomOnes(Architecture architecture) {
        var edges = edges(25);
        var config = config(architecture);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        var request = UnlearningRequest.of(model, GRAPH, edges, config, true);
        var after = request.after();
        var solver = new OperatorSolver(model, after, LostEnds.of(request), new GnnDelete(1, 1e-3), 3);
        var operated = model.with(model.sidecar().withOperators(solver.solve(COMPUTE)));
        var pairs = edges.edges().stream()
                .map(edge -> new int[] {after.row(edge.source()), after.row(edge.target())})
                .toList();

        double random = meanScore(model, after, randomPairs(after));
        double unlinked = meanScore(model, after, pairs);
        double deleted = meanScore(operated, after, pairs);

        assertThat(unlinked).isGreaterThan(random + 0.1);
        assertThat(Math.abs(deleted - random)).isLessThan(Math.abs(unlinked - random));
    }

    /** Mean score on remaining edges of the region, minus that of the retrained model. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void whatIsPublishedForgetsLittleThatItShouldKeep(Architecture architecture) {
        var config = config(architecture);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        double sum = 0;
        int acted = 0;
        for (long seed = 0; seed < 20; seed++) {
            var request = UnlearningRequest.of(model, GRAPH, Kind.edge(GRAPH, seed), config, true);
            var after = request.after();
            var result = GnnDelete.usual().unlearn(request, COMPUTE);
            if (!result.strategy().equals("gnndelete") || result.guarantee() != Guarantee.OUTPUT_ONLY) {
                continue;
            }
            var retrained = Trainer.fit(after, config, COMPUTE);
            var operators = result.model().sidecar().operators();
            assertThat(operators).isNotNull();
            var region = new BitSet();
            for (long key :
                    operators.layers().get(operators.layers().size() - 1).nodes()) {
                region.set(after.row(key));
            }
            var pairs = inside(after, region);
            double index = meanScore(result.model(), after, pairs) - meanScore(retrained, after, pairs);
            double unlinked = meanScore(model, after, pairs) - meanScore(retrained, after, pairs);
            assertThat(Math.abs(index - unlinked)).isLessThanOrEqualTo(OperatorLimit.MOST_FORGETTING + 1e-6);
            sum += Math.abs(index);
            acted++;
        }
        assertThat(acted).isPositive();
        assertThat(sum / acted).isLessThan(0.05);
    }

    private static List<int[]> inside(Graph graph, BitSet region) {
        var adjacency = graph.adjacency();
        var out = new ArrayList<int[]>();
        for (int row = 0; row < adjacency.nodeCount(); row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                if (region.get(row) && region.get(adjacency.idx()[k])) {
                    out.add(new int[] {row, adjacency.idx()[k]});
                }
            }
        }
        return out;
    }
}
