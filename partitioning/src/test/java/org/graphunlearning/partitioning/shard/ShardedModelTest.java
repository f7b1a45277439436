package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.aggregate.NeighbourWeights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers of shards that know different classes: 0 and 1, 1 and 2, only 2, and none. Oracle: each shard's own probabilities,
 * combined by hand in double.
 */
class ShardedModelTest {
    private static final Setup SETUP = partial();
    private static final ShardedModel MODEL = SETUP.train();
    private static final int[] ALL = Setup.rows(240);

    private static Setup partial() {
        var setup = Setup.of(Architecture.GCN).with(Aggregation.MEAN);
        var labels = new long[240];
        var roles = new Role[240];
        for (int row = 0; row < 240; row++) {
            int shard = setup.map().shardOfRow()[row];
            labels[row] = shard == 3 ? -1 : shard == 2 ? 2 : shard + row % 2;
            roles[row] = setup.graph().split().role(row);
        }
        return setup.with(Setup.relabelled(setup.graph(), labels, roles));
    }

    private static ShardedModel trained(Aggregation aggregation) {
        return SETUP.with(aggregation).train();
    }

    /** Probabilities of one answering shard over all three classes. */
    private static double[][] ofShard(int shard) {
        var gnn = MODEL.shards().get(shard).model();
        var out = new double[240][3];
        try (var compute = Compute.withThreads(1)) {
            var answer = gnn.probabilities(SETUP.graph(), compute);
            int width = gnn.classes().size();
            for (int at = 0; at < answer.length; at++) {
                long name = (Long) gnn.classes().get(at % width);
                out[at / width][(int) name] = answer[at];
            }
        }
        return out;
    }

    private interface Weight {
        double of(int row, int shard);
    }

    private static double[] byHand(Weight weight) {
        var out = new double[240 * 3];
        for (int shard = 0; shard < 3; shard++) {
            var answer = ofShard(shard);
            for (int at = 0; at < out.length; at++) {
                out[at] += weight.of(at / 3, shard) * answer[at / 3][at % 3];
            }
        }
        return out;
    }

    private static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static void assertClose(float[] actual, double[] expected) {
        assertThat(widened(actual)).containsExactly(expected, within(1e-6));
    }

    @Test
    void classesAreThoseOfAllShards() {
        assertThat(MODEL.classes()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void theShardWithoutLabelsDoesNotAnswer() {
        assertThat(MODEL.answering().stream()).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void everyRowSumsToOne(Aggregation aggregation) {
        var answer = SETUP.answer(trained(aggregation), ALL);

        assertThat(IntStream.range(0, 240).mapToDouble(row -> DoubleStream.of(widened(answer))
                        .skip(3L * row)
                        .limit(3)
                        .sum()))
                .allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-5)));
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void someRowsGetTheAnswersOfAllRows(Aggregation aggregation) {
        var model = trained(aggregation);
        int[] some = {0, 5, 17, 100, 239};
        var all = SETUP.answer(model, ALL);
        var expected = new float[some.length * 3];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(all, some[i] * 3, expected, i * 3, 3);
        }

        assertThat(SETUP.answer(model, some)).containsExactly(expected);
    }

    @Test
    void theMeanIsThatOfProbabilities() {
        assertClose(SETUP.answer(MODEL, ALL), byHand((row, shard) -> 1.0 / 3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Aggregation.class,
            names = {"LEARNED", "SIMILARITY"})
    void shardWeightsAreScaledToTheShardsThatAnswer(Aggregation aggregation) {
        var model = trained(aggregation);
        double sum = model.weights()[0] + model.weights()[1] + model.weights()[2];

        assertClose(SETUP.answer(model, ALL), byHand((row, shard) -> model.weights()[shard] / sum));
    }

    @Test
    void neighboursWeighEachRowOnItsOwn() {
        try (var compute = Compute.withThreads(1)) {
            var homes = SETUP.map().homes(SETUP.graph());
            var weights = NeighbourWeights.of(SETUP.graph(), homes, MODEL.answering(), ALL, compute);

            assertClose(
                    SETUP.answer(trained(Aggregation.NEIGHBOURS), ALL),
                    byHand((row, shard) -> weights[row * 4 + shard]));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Aggregation.class, mode = EnumSource.Mode.EXCLUDE, names = "MAJORITY")
    void answersAreTheSumOfTheShardsByTheirWeights(Aggregation aggregation) {
        var model = trained(aggregation);
        var weights = Objects.requireNonNull(weights(SETUP, model));

        assertThat(weights).hasSize(240 * 4);
        for (int row = 0; row < 240; row++) {
            assertThat(weights[row * 4] + weights[row * 4 + 1] + weights[row * 4 + 2])
                    .isCloseTo(1f, within(1e-6f));
            assertThat(weights[row * 4 + 3]).isZero();
        }
        assertClose(SETUP.answer(model, ALL), byHand((row, shard) -> weights[row * 4 + shard]));
    }

    @Test
    void votesHaveNoWeights() {
        assertThat(weights(SETUP, trained(Aggregation.MAJORITY))).isNull();
    }

    @Test
    void oneShardHasAllTheWeightWhateverTheAggregation() {
        var single = Setup.of(Architecture.GCN).cutBy(ShardMap.single(240));
        for (var aggregation : Aggregation.values()) {
            assertThat(weights(single, single.with(aggregation).train()))
                    .hasSize(240)
                    .containsOnly(1f);
        }
    }

    private static float @Nullable [] weights(Setup setup, ShardedModel model) {
        try (var compute = Compute.withThreads(1)) {
            return model.answerWeights(setup.graph(), setup.map().homes(setup.graph()), ALL, compute);
        }
    }

    @Test
    void theMajorityHasMostVotesAndOfEqualsTheLargestMean() {
        var mean = byHand((row, shard) -> 1.0 / 3);
        var rank = mean.clone();
        for (int shard = 0; shard < 3; shard++) {
            var answer = ofShard(shard);
            for (int row = 0; row < 240; row++) {
                rank[row * 3 + argMax(answer[row])] += 1;
            }
        }
        var answer = SETUP.answer(trained(Aggregation.MAJORITY), ALL);

        assertThat(IntStream.range(0, 240).map(row -> Scores.argMax(answer, row * 3, 3)))
                .containsExactlyElementsOf(IntStream.range(0, 240)
                        .map(row -> argMax(Arrays.copyOfRange(rank, row * 3, row * 3 + 3)))
                        .boxed()
                        .toList());
    }

    private static int argMax(double[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void aNodeInNoShardGetsAnAnswer(Aggregation aggregation) {
        int[] shardOf = SETUP.map().shardOfRow().clone();
        shardOf[239] = ShardMap.NONE; // it has no edge either
        var setup = SETUP.with(Setup.map(4, shardOf)).with(aggregation);
        var answer = setup.answer(setup.train(), 239);

        assertThat(answer[0] + answer[1] + answer[2]).isCloseTo(1f, within(1e-5f));
    }

    @Test
    void oneShardAnswersForItself() {
        var single = Setup.of(Architecture.GAT).cutBy(ShardMap.single(240));
        var model = single.train();
        try (var compute = Compute.withThreads(1)) {
            var own = model.shards().get(0).model().probabilities(single.graph(), compute);

            assertThat(single.answer(model, ALL)).containsExactly(own);
        }
    }

    @Test
    void answersHaveTheSameBitsAtAnyThreadCount() {
        var homes = SETUP.map().homes(SETUP.graph());
        var model = trained(Aggregation.NEIGHBOURS);
        try (var one = Compute.withThreads(1);
                var three = Compute.withThreads(3)) {
            assertThat(model.probabilities(SETUP.graph(), homes, three))
                    .containsExactly(model.probabilities(SETUP.graph(), homes, one));
        }
    }

    @Test
    void refusesToBeWithoutAnAnswer() {
        var idle = List.of(new ShardModel(List.of()), new ShardModel(List.of()));

        assertThatThrownBy(() -> new ShardedModel(idle, Aggregation.MEAN, new double[0]))
                .hasMessage("No shard has a labelled training node.");
    }

    @Test
    void refusesWeightsOfOtherShards() {
        assertThatThrownBy(() -> new ShardedModel(MODEL.shards(), Aggregation.LEARNED, new double[3]))
                .hasMessage("There are 3 weights for 4 shards.");
    }

    @Test
    void weightsAreInTheHash() {
        var learned = trained(Aggregation.LEARNED);
        var other = new ShardedModel(learned.shards(), Aggregation.LEARNED, new double[4]);

        assertThat(other.sha256()).isNotEqualTo(learned.sha256());
    }

    @Test
    void aWeightThatIsNoNumberIsNotFinite() {
        var model = new ShardedModel(MODEL.shards(), Aggregation.LEARNED, new double[] {0, 0, Double.NaN, 0});

        assertThat(model.isFinite()).isFalse();
    }

    @Test
    void classesOfTextAscend() {
        var config = SETUP.config().model();
        var shards = List.of(
                new ShardModel(List.of(Gnn.initial(config, 3, List.of("b", "c"), 1))),
                new ShardModel(List.of(Gnn.initial(config, 3, List.of("a", "c"), 1))));

        assertThat(new ShardedModel(shards, Aggregation.MEAN, new double[0]).classes())
                .containsExactly("a", "b", "c");
    }

    /** Deleted rows cannot be kept where there is nothing to keep rows in. */
    @Test
    void nothingReachableFromAResultHoldsAGraphOrFeatures() throws IllegalAccessException {
        var setup = SETUP.with(Aggregation.LEARNED);
        var result = setup.retrain(setup.train(), Deletion.MIXED.draw(setup, 1));

        assertThat(reachable(result))
                .hasAtLeastOneElementOfType(float[].class) // the walk gets as far as parameters
                .noneMatch(object -> object instanceof Graph || object instanceof Features);
    }

    private static Set<Object> reachable(Object root) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Object>(List.of(root));
        while (!open.isEmpty()) {
            var object = open.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (object instanceof Iterable<?> several) {
                several.forEach(open::add);
            } else if (object instanceof Object[] several) {
                Collections.addAll(open, several);
            } else if (object.getClass().getName().startsWith("org.graphunlearning.")) {
                addFields(object, open);
            }
        }
        return seen;
    }

    private static void addFields(Object object, ArrayDeque<Object> open) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (type.getName().startsWith("org.graphunlearning.")
                        && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    var value = field.get(object);
                    if (value != null) {
                        open.add(value);
                    }
                }
            }
        }
    }
}
