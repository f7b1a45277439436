package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Auto;
import org.graphunlearning.gnn.unlearn.FineTune;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.gnn.unlearn.Unlink;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.verify.evidence.EvidenceCollector;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.junit.jupiter.api.Test;

/** Oracle: the same verdict drawn by collecting all evidence. */
class EvidenceJudgeTest {
    private static final VerifyConfig CONFIG = Objects.requireNonNull(
            VerifyConfig.read(new ConfigReader(Map.of("verify", Map.of("maxTargets", 12L, "rules", false)))));
    private static final TrainingConfig TRAINING =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(60);

    private static Graph karate() {
        var data = KarateClub.factions();
        int n = data.nodeCount();
        var keys = new long[n];
        var labels = new Object[n];
        var roles = new byte[n];
        var values = new float[data.featureIdx().length];
        Arrays.fill(values, 1);
        for (int i = 0; i < n; i++) {
            keys[i] = 1337 + 3L * i;
            labels[i] = data.labels()[i];
            roles[i] = (byte) Role.valueOf(data.splitRandom()[i].name()).ordinal();
        }
        return Graph.of(
                keys,
                Adjacency.of(n, data.sources(), data.targets(), data.edgeCount(), false),
                new SparseFeatures(n, data.featurePtr(), data.featureIdx(), values),
                Labels.of(labels),
                new Split(roles));
    }

    private static UnlearningRequest request(Graph graph, Compute compute) {
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[0]), graph.key(graph.trainingRows()[3]));
        return UnlearningRequest.of(Trainer.fit(graph, TRAINING, compute), graph, forget, TRAINING, true);
    }

    @Test
    void objectsToWhatTheEvidenceWouldNotLetPass() {
        try (var compute = Compute.withThreads(1)) {
            var request = request(karate(), compute);
            for (Strategy strategy : List.of(
                    new Unlink(),
                    new FineTune(FineTune.Options.of(1, 0.001)),
                    new FineTune(FineTune.Options.of(200, 0.3)))) {
                var verifier = new ModelVerifier(CONFIG, "r-1", null);
                var result = strategy.unlearn(request, compute);

                var said = new EvidenceJudge(verifier).objection(request, result, compute);

                assertThat(said).as(strategy.name()).isEqualTo(expected(request, result.model(), compute));
                assertThat(said).startsWith("the verifier says ");
            }
        }
    }

    private static String expected(UnlearningRequest request, Gnn post, Compute compute) {
        var deletion =
                new VerificationCase.Deletion(request.before(), request.after(), request.forget(), request.training());
        var subject = VerificationCase.of(deletion, request.model(), post, ModelVerifier.seed("r-1"));
        var columns =
                EvidenceCollector.collect(subject, CONFIG.options(), compute).columns();
        return List.of("FORGOTTEN", "INCONCLUSIVE", "NEGLIGIBLE_INFLUENCE").contains(columns.get("verdict"))
                ? ""
                : "the verifier says " + columns.get("verdict")
                        + String.format(Locale.ROOT, " (residual %.2f)", (Double) columns.get("residual"));
    }

    @Test
    void letsAnExactResultPass() {
        try (var compute = Compute.withThreads(1)) {
            var request = request(karate(), compute);
            var result = new Retrain().unlearn(request, compute);

            var said = new EvidenceJudge(new ModelVerifier(CONFIG, "r-1", null)).objection(request, result, compute);

            assertThat(said).isEmpty();
        }
    }

    @Test
    void autoClimbsUntilTheVerifierIsContentAndTrainsOneReference() {
        try (var compute = Compute.withThreads(1)) {
            var request = request(karate(), compute);
            var verifier = new ModelVerifier(CONFIG, "r-1", null);

            var result = verifier.heardBy(new Auto(1)).unlearn(request, compute);

            assertThat(result.warnings())
                    .anyMatch(
                            said -> said.matches(
                                    "`auto` rejected (a light )?`(finetune|gif)`: the verifier says [A-Z_]+ \\(residual \\d+\\.\\d\\d\\)\\."));
            assertThat(new EvidenceJudge(new ModelVerifier(CONFIG, "r-1", null)).objection(request, result, compute))
                    .isEmpty();
            assertThat(verifier.trained()).isEqualTo(1);
        }
    }

    @Test
    void leavesOtherStrategiesAlone() {
        var retrain = new Retrain();

        assertThat(new ModelVerifier(CONFIG, "r-1", null).heardBy(retrain)).isSameAs(retrain);
    }

    @Test
    void theSeedIsTheBeginningOfTheHashOfTheRequest() {
        // printf '%s' r-1 | sha256sum
        assertThat(String.format(Locale.ROOT, "%016x", ModelVerifier.seed("r-1")))
                .isEqualTo("a5fa777a3dc67268");
    }
}
