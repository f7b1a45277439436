package org.graphunlearning.partitioning.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.partitioning.shard.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracles: degrees of the whole graph, feature vectors of owners, and deleting a ghost like any node. */
class RepairTest {
    private static final long SEED = 5;

    /** A shard, how many ghosts each of its rows has, and the degrees its rows had before the cut. */
    private record Case(Graph shard, int[] ghosts, int[] degrees) {
        static Case of(Graph graph, long seed) {
            var map = Setup.hashed(graph, 3).withGhosts(graph.adjacency());
            int[] rows = map.rowsByShard()[(int) (seed % 3)];
            return new Case(
                    graph.induced(rows),
                    Arrays.stream(rows).map(row -> map.ghosts()[row]).toArray(),
                    Arrays.stream(rows).map(graph.adjacency()::degree).toArray());
        }

        Graph repaired(Repair repair) {
            return repair.apply(shard, ghosts, SEED);
        }

        /** Rows of the ghosts in a repaired graph. */
        int[] ghostRows(Graph repaired) {
            return Arrays.stream(Setup.rows(repaired.nodeCount()))
                    .filter(row -> shard.row(repaired.key(row)) < 0)
                    .toArray();
        }
    }

    /** The node a ghost is joined to. */
    private static int owner(Graph repaired, int ghost) {
        for (int row : Setup.rows(repaired.nodeCount())) {
            if (repaired.adjacency().contains(ghost, row)) {
                return row;
            }
        }
        throw new IllegalStateException("A ghost is joined to nobody.");
    }

    private static float[] features(Graph graph, int row) {
        var dense = graph.features() instanceof DenseFeatures x
                ? x
                : (DenseFeatures) Setup.dense(graph).features();
        return Arrays.copyOfRange(dense.values(), row * dense.columns(), (row + 1) * dense.columns());
    }

    private static float sum(float[] values) {
        float out = 0;
        for (float value : values) {
            out += value;
        }
        return out;
    }

    static Stream<Case> cases() {
        return LongStream.range(0, 8).mapToObj(seed -> {
            var graph = Setup.citations(60, seed % 2 == 1, seed);
            return Case.of(seed % 4 < 2 ? graph : Setup.dense(graph), seed);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyNodeHasTheDegreeItHasInTheWholeGraph(Case one) {
        for (var repair : List.of(Repair.ZERO, Repair.MIRROR, Repair.MIXUP)) {
            var repaired = one.repaired(repair);

            assertThat(Arrays.stream(one.shard().keys())
                            .mapToInt(key -> repaired.adjacency().degree(repaired.row(key))))
                    .containsExactlyElementsOf(
                            Arrays.stream(one.degrees()).boxed().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thereAreAsManyGhostsAsCutEdges(Case one) {
        assertThat(one.ghostRows(one.repaired(Repair.ZERO)))
                .hasSize(Arrays.stream(one.ghosts()).sum());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGhostHasNoLabel(Case one) {
        var repaired = one.repaired(Repair.MIRROR);

        assertThat(Arrays.stream(one.ghostRows(repaired))).isNotEmpty().noneMatch(repaired.labels()::isLabelled);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGhostHasNoRole(Case one) {
        var repaired = one.repaired(Repair.MIRROR);

        assertThat(Arrays.stream(one.ghostRows(repaired)))
                .isNotEmpty()
                .allMatch(row -> repaired.split().role(row) == Role.NONE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLossHasTheRowsItHadBefore(Case one) {
        var repaired = one.repaired(Repair.MIXUP);

        assertThat(Arrays.stream(repaired.trainingRows()).mapToObj(repaired::key))
                .containsExactlyElementsOf(Arrays.stream(one.shard().trainingRows())
                        .mapToObj(one.shard()::key)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void zeroGhostsHaveNoFeatures(Case one) {
        var repaired = one.repaired(Repair.ZERO);

        assertThat(Arrays.stream(one.ghostRows(repaired)))
                .isNotEmpty()
                .allMatch(ghost -> sum(features(repaired, ghost)) == 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mirrorGhostsHaveTheFeaturesOfTheirOwners(Case one) {
        var repaired = one.repaired(Repair.MIRROR);

        assertThat(Arrays.stream(one.ghostRows(repaired))).isNotEmpty().allSatisfy(ghost -> assertThat(
                        features(repaired, ghost))
                .containsExactly(features(repaired, owner(repaired, ghost))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mixupGhostsHaveTheFeaturesOfTheirOwnersScaledDown(Case one) {
        var repaired = one.repaired(Repair.MIXUP);

        assertThat(Arrays.stream(one.ghostRows(repaired))).isNotEmpty().allSatisfy(ghost -> {
            var expected = features(repaired, owner(repaired, ghost)).clone();
            float factor = sum(features(repaired, ghost)) / sum(expected);
            assertThat(factor).isBetween(Float.MIN_VALUE, Math.nextDown(1f));
            for (int c = 0; c < expected.length; c++) {
                expected[c] *= factor;
            }
            assertThat(features(repaired, ghost)).containsExactly(expected, within(1e-5f));
        });
    }

    @Test
    void mixupDrawsDifferFromGhostToGhost() {
        var one = Case.of(Setup.citations(60, false, 1), 1);
        var repaired = one.repaired(Repair.MIXUP);
        int[] ghosts = one.ghostRows(repaired);

        assertThat(Arrays.stream(ghosts)
                        .mapToObj(ghost ->
                                sum(features(repaired, ghost)) / sum(features(repaired, owner(repaired, ghost))))
                        .distinct())
                .hasSizeGreaterThan(ghosts.length / 2);
    }

    @Test
    void mixupDrawsFollowTheSeed() {
        var one = Case.of(Setup.citations(60, false, 1), 1);

        assertThat(Repair.MIXUP.apply(one.shard(), one.ghosts(), 6).fingerprint())
                .isNotEqualTo(one.repaired(Repair.MIXUP).fingerprint());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void deletingANodeLeavesTheGhostsOfOthersAsTheyWere(Case one) {
        int gone = one.shard().nodeCount() / 2;
        var keys = new ArrayList<Long>(List.of(one.shard().key(gone)));
        for (int g = 0; g < one.ghosts()[gone]; g++) {
            keys.add(GhostNodes.key(one.shard().key(gone), g));
        }
        var forget = ForgetSet.ofNodes(keys.stream().mapToLong(Long::longValue).toArray());
        var left = one.shard().without(ForgetSet.ofNodes(one.shard().key(gone)));
        var ghosts = Arrays.stream(left.keys())
                .mapToInt(key -> one.ghosts()[one.shard().row(key)])
                .toArray();

        assertThat(Repair.MIXUP.apply(left, ghosts, SEED).fingerprint())
                .isEqualTo(one.repaired(Repair.MIXUP).without(forget).fingerprint());
    }

    @ParameterizedTest
    @EnumSource(
            value = Repair.class,
            names = {"ZERO", "MIRROR", "MIXUP"})
    void takingTheLastGhostOfANodeAwayLeavesAllElseAsItWas(Repair repair) {
        cases().forEach(one -> {
            int owner = 0;
            for (int row : Setup.rows(one.ghosts().length)) {
                owner = one.ghosts()[row] > one.ghosts()[owner] ? row : owner;
            }
            var fewer = one.ghosts().clone();
            long last = GhostNodes.key(one.shard().key(owner), --fewer[owner]);

            assertThat(repair.apply(one.shard(), fewer, SEED).fingerprint())
                    .isEqualTo(one.repaired(repair)
                            .without(ForgetSet.ofNodes(last))
                            .fingerprint());
        });
    }

    @Test
    void anEdgeToAGhostIsAsDirectedAsTheGraph() {
        var one = Case.of(Setup.citations(60, true, 3), 3);
        var repaired = one.repaired(Repair.ZERO);

        assertThat(Arrays.stream(one.ghostRows(repaired)))
                .isNotEmpty()
                .allMatch(ghost -> repaired.adjacency().degree(ghost) == 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takingEveryGhostAwayGivesTheShard(Case one) {
        var repaired = one.repaired(Repair.MIXUP);
        long[] keys =
                Arrays.stream(one.ghostRows(repaired)).mapToLong(repaired::key).toArray();

        assertThat(repaired.without(ForgetSet.ofNodes(keys)).fingerprint())
                .isEqualTo(one.shard().fingerprint());
    }

    @Test
    void noneIsTheVeryShard() {
        var one = Case.of(Setup.citations(60, false, 1), 1);

        assertThat(one.repaired(Repair.NONE)).isSameAs(one.shard());
    }

    @Test
    void aShardWithoutCutEdgesIsTheVeryShard() {
        var shard = Setup.citations(60, false, 1);

        assertThat(Repair.MIRROR.apply(shard, new int[60], SEED)).isSameAs(shard);
    }

    @Test
    void refusesCountsOfAnotherGraph() {
        var shard = Setup.citations(60, false, 1);

        assertThatThrownBy(() -> Repair.MIRROR.apply(shard, new int[59], SEED))
                .hasMessage("There are ghost counts for 59 nodes of 60.");
    }

    @Test
    void ghostKeysOfManyNodesDiffer() {
        var random = new Random(1);
        var keys = LongStream.generate(random::nextLong).limit(2000).flatMap(owner -> LongStream.range(0, 5)
                .map(number -> GhostNodes.key(owner, (int) number)));

        assertThat(keys.distinct().count()).isEqualTo(10_000);
    }

    @Test
    void refusesMixupOfFeaturesThatAreNormalised() {
        assertThatThrownBy(() -> Repair.MIXUP.requireNoticed(ModelConfig.defaults(Architecture.GCN)))
                .hasMessage(
                        "`repair: 'mixup'` scales feature vectors, which `normalizeFeatures` undoes; use `mirror`, or"
                                + " set `normalizeFeatures` to false.");
    }

    @Test
    void refusesZeroForASumOfOneLayer() {
        assertThatThrownBy(() -> Repair.ZERO.requireNoticed(
                        ModelConfig.defaults(Architecture.GIN).withLayers(1)))
                .hasMessage(
                        "`repair: 'zero'` adds nothing to the sums of a GIN of one layer; use `mirror` or two layers.");
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void acceptsMirrorForEveryArchitecture(Architecture architecture) {
        assertThatNoException().isThrownBy(() -> Repair.MIRROR.requireNoticed(ModelConfig.defaults(architecture)));
    }
}
