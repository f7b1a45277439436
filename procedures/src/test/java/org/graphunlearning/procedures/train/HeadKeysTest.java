package org.graphunlearning.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.karateWith;

import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.procedures.Graphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadKeysTest {
    private static TrainConfig parse(Object... keysAndValues) {
        return TrainConfig.parse(karateWith(keysAndValues));
    }

    private static TrainConfig solved(String head, Object... keysAndValues) {
        var config = karateWith("epochs", null, "architecture", "SGC", "head", head);
        return TrainConfig.parse(Graphs.with(config, keysAndValues));
    }

    private static void refuses(String message, Runnable parse) {
        assertThatThrownBy(parse::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void hasTheUsualHeadWithoutCheckpoints() {
        var training = parse().training();

        assertThat(training.head()).isEqualTo(HeadConfig.SOFTMAX);
        assertThat(training.checkpoints()).isZero();
    }

    @Test
    void keepsCheckpoints() {
        assertThat(parse("checkpoints", 4L).training().checkpoints()).isEqualTo(4);
        refuses(
                "Configuration value `checkpoints` must lie between 0 and 20, not 21.",
                () -> parse("checkpoints", 21L));
    }

    @Test
    void readsSolvedHeads() {
        assertThat(solved("ridge").training().head()).isEqualTo(HeadConfig.of(HeadConfig.Kind.RIDGE));
        assertThat(solved("Logistic", "projection", 64L, "perturbation", 0.5)
                        .training()
                        .head())
                .isEqualTo(new HeadConfig(HeadConfig.Kind.LOGISTIC, 64, 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ridge", "logistic"})
    void readsWhatItEchoesOfASolvedHead(String head) {
        var once = solved(head, "projection", 16L, "weightDecay", 0.1);

        var again = TrainConfig.parse(once.resolved());

        assertThat(again.training()).isEqualTo(once.training());
        assertThat(again.resolved()).isEqualTo(once.resolved());
    }

    @ParameterizedTest
    @CsvSource({
        "epochs, 10",
        "learningRate, 1",
        "learningRateSchedule, COSINE",
        "dropout, 0",
        "patience, 3",
        "classWeights, balanced",
        "checkpoints, 2"
    })
    void refusesKeysOfEpochsWithASolvedHead(String key, String value) {
        refuses(
                "`" + key + "` belongs to the head `softmax`, which is trained by epochs, not to `ridge`.",
                () -> solved("ridge", key, value));
    }

    @Test
    void refusesKeysOfAnotherHead() {
        refuses(
                "`projection` belongs to the heads `ridge` and `logistic`, not to `softmax`.",
                () -> parse("projection", 8L));
        refuses("`perturbation` belongs to the head `logistic`, not to `softmax`.", () -> parse("perturbation", 0.1));
        refuses(
                "`perturbation` belongs to the head `logistic`, not to `ridge`.",
                () -> solved("ridge", "perturbation", 0.1));
    }

    @Test
    void suggestsTheNearestHead() {
        refuses(
                "Configuration value `head` must be one of softmax, ridge, logistic, not `rigde`. Did you mean `ridge`?",
                () -> solved("rigde"));
    }

    @Test
    void refusesAHeadThatTheArchitectureCannotHave() {
        refuses(
                "The head `ridge` needs a linear architecture, `SGC` or `SIGN`, not `GCN`.",
                () -> solved("ridge", "architecture", "GCN"));
    }

    @Test
    void refusesToSliceASolvedHead() {
        refuses(
                "`slices` divides epochs, and a head that is solved has none; use the head `softmax`, or leave `slices` out.",
                () -> solved("ridge", "shards", 2L, "slices", 2L));
    }

    @Test
    void limitsWhatADeletionWouldRewrite() {
        var whole = solved("ridge", "projection", 0L).training();
        var sign = solved("ridge", "projection", 4096L, "architecture", "SIGN").training();

        SidecarSize.require(whole, 4096, 7);
        SidecarSize.require(solved("ridge").training(), 100_000, 7);
        SidecarSize.require(solved("ridge", "projection", 4096L).training(), 100_000, 7);
        refuses(
                "The head `ridge` keeps sums over all pairs of its 8415 columns, 540 MiB with each shard, more than the 128 MiB "
                        + "that a deletion should rewrite; leave `projection` out or lower it.",
                () -> SidecarSize.require(whole, 8415, 5));
        refuses(
                "The head `ridge` keeps sums over all pairs of its 12288 columns, 1.1 GiB with each shard, more than the 128 MiB "
                        + "that a deletion should rewrite; leave `projection` out or lower it.",
                () -> SidecarSize.require(sign, 8415, 5));
    }

    @Test
    void refusesAPenaltyWithoutWhichAHeadHasNoSolution() {
        refuses(
                "The head `logistic` needs a `weightDecay` above 0, not 0.0, to have one solution.",
                () -> solved("logistic", "weightDecay", 0L));
    }

    @Test
    void limitsCheckpointsOfWideModels() {
        TrainingConfig wide = parse("checkpoints", 20L, "hiddenChannels", 4096L).training();

        SidecarSize.require(wide.withCheckpoints(0), 8415, 5);
        refuses(
                "`checkpoints` would keep 7.7 GiB with each shard, more than the 128 MiB that a deletion should rewrite; lower "
                        + "`checkpoints` or `hiddenChannels`.",
                () -> SidecarSize.require(wide, 8415, 5));
    }
}
