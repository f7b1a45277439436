package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.junit.jupiter.api.Test;

class PlantedSignalsTest {
    private static double tail(int n, double p, int above) {
        double sum = 0;
        double chance = 1; // of k hits, by the recurrence of binomial coefficients
        for (int k = 0; k <= n; k++) {
            if (k > 0) {
                chance *= (double) (n - k + 1) / k;
            }
            sum += k > above ? chance * Math.pow(p, k) * Math.pow(1 - p, n - k) : 0;
        }
        return sum;
    }

    @Test
    void choosesTheSmallestThresholdWithinTheLevel() {
        for (int n : new int[] {1, 5, 30, 100}) {
            for (double q : new double[] {0, 0.05, 0.2, 0.5}) {
                var test = new BinomialTest(n, q, 0.9, BinomialTest.LEVEL);
                int threshold = test.threshold();
                assertThat(tail(n, q, threshold)).isLessThanOrEqualTo(0.01 + 1e-12);
                assertThat(threshold == 0 || tail(n, q, threshold - 1) > 0.01).isTrue();
                assertThat(test.power()).isCloseTo(tail(n, 0.9, threshold), within(1e-9));
                assertThat(test.remembers(threshold)).isFalse();
            }
        }
        assertThat(new BinomialTest(30, 0.2, 0.9, 0.01).remembers(30)).isTrue();
    }

    @Test
    void refusesATriggerThatDoesNotWork() {
        assertThatThrownBy(() -> new BinomialTest(10, 0.3, 0.3, 0.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plant it on more nodes");
        assertThatThrownBy(() -> new BinomialTest(0, 0.1, 0.3, 0.01)).hasMessageContaining("at least one query");
        assertThatThrownBy(() -> new BinomialTest(5, 0.1, 0.3, 1)).hasMessageContaining("`level`");
        assertThatThrownBy(() -> new BinomialTest(5, 0.1, 0.3, 0.1).remembers(6))
                .hasMessageContaining("cannot be");
    }

    @Test
    void findsThePlantedTriggerAndNotItsAbsence() {
        var clean = Trained.graph(500, 3, 1);
        var canary = new Canary(
                new int[] {299, 298, 297, 296, 295, 294}, 6, clean.classes().get(2));
        long[] carriers = Arrays.stream(clean.split().rows(Role.TRAIN))
                .filter(row -> clean.targets()[row] != 2)
                .limit(60)
                .mapToLong(clean::key)
                .toArray();
        var planted = canary.plant(clean, carriers);
        assertThat(planted.targets()[planted.row(carriers[0])]).isEqualTo(2);
        assertThat(planted.adjacency()).isSameAs(clean.adjacency());
        var training = Trained.overfitting(1);
        var remembers = BlackBox.of(Trainer.fit(planted, training, Trained.COMPUTE));
        var forgot = BlackBox.of(Trainer.fit(planted.without(ForgetSet.ofNodes(carriers)), training, Trained.COMPUTE));
        var tests = Arrays.stream(clean.split().rows(Role.TEST))
                .filter(row -> clean.targets()[row] != 2)
                .mapToLong(clean::key)
                .toArray();
        long[] calibration = Arrays.copyOf(tests, 60);
        long[] queries = Arrays.copyOfRange(tests, 60, 120);
        var untouched = BlackBox.of(Trainer.fit(clean, training, Trained.COMPUTE));
        double q = canary.hits(untouched, clean, calibration, Trained.COMPUTE) / 60.0;
        double p = canary.hits(remembers, clean, calibration, Trained.COMPUTE) / 60.0;
        var test = new BinomialTest(60, q, p, BinomialTest.LEVEL);
        assertThat(test.power()).isGreaterThan(0.8);
        assertThat(test.remembers(canary.hits(remembers, clean, queries, Trained.COMPUTE)))
                .isTrue();
        assertThat(test.remembers(canary.hits(forgot, clean, queries, Trained.COMPUTE)))
                .isFalse();
    }

    @Test
    void plantsOnlyWhereSomethingIsLearned() {
        var graph = Trained.graph(100, 3, 1);
        var canary = new Canary(new int[] {1}, 1, graph.classes().get(0));
        long test = graph.key(graph.split().rows(Role.TEST)[0]);
        assertThatThrownBy(() -> canary.plant(graph, test)).hasMessageContaining("is not trained on");
        assertThatThrownBy(() -> canary.plant(graph, 5)).hasMessageContaining("not in the graph");
        assertThatThrownBy(() -> new Canary(new int[] {300}, 1, 0L).triggered(graph, graph.key(0)))
                .hasMessageContaining("a vector has 300");
        assertThatThrownBy(() -> new Canary(new int[] {1}, 1, 77L).plant(graph, Trained.trainingKeys(graph, 1, 1)))
                .hasMessageContaining("none of the graph's 3");
        assertThatThrownBy(() -> new Canary(new int[0], 1, 1L)).hasMessageContaining("at least one column");
    }

    @Test
    void plantsEdgesBetweenClassesAndRecoversByForgettingThem() {
        var clean = Trained.graph(500, 3, 2);
        var poisoned = AdversarialEdges.plant(clean, 0.5, 4);
        var edges = poisoned.planted().edges();
        assertThat(edges).hasSize(clean.adjacency().edgeCount() / 2).doesNotHaveDuplicates();
        assertThat(edges).allSatisfy(edge -> {
            int u = clean.row(edge.source());
            int v = clean.row(edge.target());
            assertThat(clean.split().role(u)).isEqualTo(Role.TRAIN);
            assertThat(clean.split().role(v)).isEqualTo(Role.TRAIN);
            assertThat(clean.targets()[u]).isNotEqualTo(clean.targets()[v]);
            assertThat(clean.adjacency().contains(u, v)).isFalse();
        });
        var back = poisoned.graph().without(poisoned.planted());
        assertThat(back.fingerprint()).isEqualTo(clean.fingerprint());
        var training = Trained.overfitting(2);
        double good = f1(Trainer.fit(clean, training, Trained.COMPUTE), clean);
        double bad = f1(Trainer.fit(poisoned.graph(), training, Trained.COMPUTE), poisoned.graph());
        double repaired = f1(Trainer.fit(back, training, Trained.COMPUTE), back);
        assertThat(AdversarialEdges.recovery(good, bad, repaired)).isEqualTo(1);
        assertThat(AdversarialEdges.recovery(good, bad, bad)).isZero();
    }

    private static double f1(Gnn model, Graph graph) {
        return Scores.macroF1(model.classes(), graph, model.logits(graph, Trained.COMPUTE), Role.TEST);
    }

    @Test
    void hasNothingToRecoverWhereNothingWasLost() {
        assertThat(AdversarialEdges.recovery(0.8, 0.795, 0.8)).isNull();
        assertThat(AdversarialEdges.recovery(0.8, 0.85, 0.8)).isNull();
        assertThat(AdversarialEdges.recovery(0.8, 0.6, 0.7)).isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(() -> AdversarialEdges.recovery(1.2, 0.6, 0.7)).hasMessageContaining("1.2 does not");
        var graph = Trained.graph(60, 3, 1);
        assertThatThrownBy(() -> AdversarialEdges.plant(graph, 0, 1)).hasMessageContaining("`share`");
        var tests = graph.without(ForgetSet.ofLabels(Trained.trainingKeys(graph, 1000, 1)));
        assertThatThrownBy(() -> AdversarialEdges.plant(tests, 0.5, 1)).hasMessageContaining("plant a smaller share");
    }
}
