package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.junit.jupiter.api.Test;

class ShadowClassifierTest {
    private static double[][] rows(int count, long seed) {
        var random = new Random(seed);
        var out = new double[count][];
        Arrays.setAll(out, i -> random.doubles(4, -2, 2).toArray());
        return out;
    }

    private static boolean[] inside(double[][] rows) {
        var out = new boolean[rows.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.abs(rows[i][0]) + Math.abs(rows[i][1]) < 1.4; // not linear
        }
        return out;
    }

    @Test
    void descendsAlongTheDerivativeOfItsLoss() {
        var rows = rows(20, 1);
        var members = inside(rows);
        var net = Perceptron.initial(4, 5, 3);
        var gradient = net.gradient(rows, members);
        for (int w = 0; w < gradient.length; w++) {
            double at = net.weights()[w];
            net.weights()[w] = at + 1e-5;
            double above = net.loss(rows, members);
            net.weights()[w] = at - 1e-5;
            double below = net.loss(rows, members);
            net.weights()[w] = at;
            assertThat(gradient[w]).as("weight %d", w).isCloseTo((above - below) / 2e-5, within(1e-8));
        }
    }

    @Test
    void learnsWhatNoLineSeparates() {
        var rows = rows(400, 1);
        var net = Perceptron.trained(rows, inside(rows), 600, 2);
        var fresh = rows(400, 9);
        var members = inside(fresh);
        int right = 0;
        for (int i = 0; i < fresh.length; i++) {
            right += net.score(fresh[i]) > 0 == members[i] ? 1 : 0;
        }
        assertThat(right).isGreaterThan(360);
        assertThat(Perceptron.trained(rows, inside(rows), 20, 2).weights())
                .isEqualTo(Perceptron.trained(rows, inside(rows), 20, 2).weights());
    }

    @Test
    void readsTheNeighbourhoodOfANode() {
        var trained = Trained.withoutNodes(2, 1);
        var graph = trained.graph();
        var model = BlackBox.of(trained.noop());
        var said = Answers.of(model, graph, graph.keys(), Trained.COMPUTE);
        var phi = said.scores(MemberScore.PHI);
        long[] keys = {graph.key(3), graph.key(50), graph.key(200)};
        var found = Neighbourhood.of(model, graph, keys, Trained.COMPUTE);
        for (int i = 0; i < keys.length; i++) {
            int row = graph.row(keys[i]);
            var in = graph.adjacency();
            var neighbours = Arrays.copyOfRange(in.idx(), in.ptr()[row], in.ptr()[row + 1]);
            double mean =
                    Arrays.stream(neighbours).mapToDouble(j -> phi[j]).average().orElse(0);
            double agreeing = Arrays.stream(neighbours)
                    .filter(j -> said.predicted(j) == said.predicted(row))
                    .count();
            assertThat(found.degree()[i]).isEqualTo(neighbours.length);
            assertThat(found.meanPhi()[i]).isCloseTo(mean, within(1e-4));
            assertThat(found.agreement()[i]).isCloseTo(agreeing / neighbours.length, within(1e-12));
        }
    }

    @Test
    void tellsMembersOfAnOverfittedModel() {
        double noop = 0;
        double reference = 0;
        for (long seed = 1; seed <= 3; seed++) {
            var trained = Trained.withoutNodes(80, seed);
            var c = trained.attacked(trained.reference(), View.PROBE);
            var found = new ShadowClassifier().run(c, trained.training(), new ShadowCache(0), Trained.COMPUTE);
            noop += found.noop().auc() / 3;
            reference += found.reference().auc() / 3;
            assertThat(found.noop().n1()).isEqualTo(80);
            assertThat(found.noop().n0()).isBetween(80, 160); // half of some 240 test nodes
        }
        assertThat(noop).isGreaterThan(reference + 0.05);
    }

    @Test
    void needsTestNodes() {
        var graph = Trained.graph(60, 3, 1);
        var trained = Trained.without(graph, ForgetSet.ofNodes(Trained.trainingKeys(graph, 2, 1)), 1);
        var c = trained.attacked(trained.noop(), View.PROBE);
        assertThatThrownBy(() -> new ShadowClassifier().run(c, trained.training(), new ShadowCache(0), Trained.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use `threshold`");
        assertThatThrownBy(() -> new ShadowClassifier(0)).hasMessageContaining("`epochs`");
    }
}
