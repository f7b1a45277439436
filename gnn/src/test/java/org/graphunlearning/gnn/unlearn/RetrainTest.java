package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: training from scratch on the remaining graph; equality is of every bit. */
class RetrainTest {
    /** Few labels on a sparse graph, so that many deletions reach no training node. */
    private static final Graph GRAPH = TestGraphs.of(CitationLike.generate(
            CitationLike.Settings.likeCora(11).withNodes(600).withAverageDegree(2)));

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture).withEpochs(6).withSeed(9);
    }

    private static Gnn train(Graph graph, TrainingConfig config) {
        try (var compute = Compute.withThreads(2)) {
            return Trainer.train(graph, config, compute).model();
        }
    }

    private static UnlearningResult retrain(Gnn model, Graph graph, ForgetSet forget, TrainingConfig config) {
        try (var compute = Compute.withThreads(2)) {
            return new Retrain().unlearn(UnlearningRequest.of(model, graph, forget, config, true), compute);
        }
    }

    /** Nodes, an edge, feature columns, a label and a mixture, drawn with a seed. */
    private static ForgetSet[] requests(Graph graph, long seed) {
        var random = new Random(seed);
        long node = graph.key(random.nextInt(graph.nodeCount()));
        int target = random.nextInt(graph.nodeCount());
        while (graph.adjacency().degree(target) == 0) {
            target = random.nextInt(graph.nodeCount());
        }
        int source = graph.adjacency().idx()[graph.adjacency().ptr()[target]];
        var edge = ForgetSet.ofEdge(graph.key(source), graph.key(target));
        var cells = ForgetSet.ofFeatures(graph.key(random.nextInt(graph.nodeCount())), 0, 1, 2, 3, 4, 5, 6, 7);
        var all = ForgetSet.ofFeatures(graph.key(random.nextInt(graph.nodeCount())));
        var label = ForgetSet.ofLabels(graph.key(graph.trainingRows()[random.nextInt(40)]));
        var several = ForgetSet.ofNodes(TestGraphs.someKeys(graph, 5, seed));
        return new ForgetSet[] {
            ForgetSet.ofNodes(node),
            edge,
            cells,
            all,
            label,
            several,
            several.and(cells).and(all)
        };
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theParametersAreThoseOfAModelThatNeverSawIt(Architecture architecture) {
        var config = config(architecture);
        var model = train(GRAPH, config);
        int kept = 0;
        int changed = 0;
        for (long seed = 0; seed < 6; seed++) {
            for (var forget : requests(GRAPH, seed)) {
                var result = retrain(model, GRAPH, forget, config);
                var scratch = train(GRAPH.without(forget), config);

                assertThat(result.model().sha256()).isEqualTo(scratch.sha256());
                assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
                if (Arrays.equals(scratch.sha256(), model.sha256())) {
                    kept++;
                } else {
                    changed++;
                }
            }
        }
        // Both ways must have been tried: deletions within reach and deletions that cost nothing.
        assertThat(kept).isPositive();
        assertThat(changed).isPositive();
    }

    @Test
    void aDeletionOutOfReachKeepsTheVeryModel() {
        var config = config(Architecture.GCN);
        var model = train(GRAPH, config);
        int free = 0;
        for (int row = 0; row < GRAPH.nodeCount(); row += 10) {
            var result = retrain(model, GRAPH, ForgetSet.ofNodes(GRAPH.key(row)), config);
            if (result.affectedTrainingNodes() == 0 && Arrays.binarySearch(GRAPH.trainingRows(), row) < 0) {
                assertThat(result.model()).isSameAs(model);
                free++;
            }
        }
        assertThat(free).isPositive();
    }

    @Test
    void aModelThatIsNotKnownToFitTheGraphIsRetrainedInAnyCase() {
        var config = config(Architecture.GCN);
        var stale = train(GRAPH, config.withSeed(1));
        var forget = ForgetSet.ofFeatures(GRAPH.key(0), 0);
        try (var compute = Compute.withThreads(1)) {
            var result = new Retrain().unlearn(UnlearningRequest.of(stale, GRAPH, forget, config, false), compute);

            assertThat(result.model().sha256())
                    .isEqualTo(train(GRAPH.without(forget), config).sha256());
        }
    }

    @Test
    void forgettingTheLastNodesOfAClassForgetsTheClass() {
        var config = config(Architecture.GCN);
        var model = train(GRAPH, config);
        long[] ofFirstClass = Arrays.stream(GRAPH.trainingRows())
                .filter(row -> GRAPH.targets()[row] == 0)
                .mapToLong(GRAPH::key)
                .toArray();
        var forget = ForgetSet.ofNodes(ofFirstClass);

        var result = retrain(model, GRAPH, forget, config);

        assertThat(result.model().classes())
                .isEqualTo(GRAPH.classes().subList(1, GRAPH.classes().size()));
        assertThat(result.model().sha256())
                .isEqualTo(train(GRAPH.without(forget), config).sha256());
    }

    @Test
    void deletionsInAnyOrderEndInTheSameModel() {
        var config = config(Architecture.GAT);
        var model = train(GRAPH, config);
        var first = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[0]));
        var second = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[1]));
        var one = retrain(model, GRAPH, first, config).model();
        var other = retrain(model, GRAPH, second, config).model();

        assertThat(retrain(one, GRAPH.without(first), second, config).model().sha256())
                .isEqualTo(retrain(other, GRAPH.without(second), first, config)
                        .model()
                        .sha256());
    }

    @Test
    void refusesToLeaveNothingToLearn() {
        var config = config(Architecture.GCN);
        var model = train(GRAPH, config);
        var all = ForgetSet.ofLabels(
                Arrays.stream(GRAPH.trainingRows()).mapToLong(GRAPH::key).toArray());

        assertThatThrownBy(() -> retrain(model, GRAPH, all, config))
                .hasMessage("No node is both labelled and in the training split.");
    }
}
