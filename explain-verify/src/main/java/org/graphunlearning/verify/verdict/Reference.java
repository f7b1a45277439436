package org.graphunlearning.verify.verdict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Models that never saw what was deleted.
 *
 * <p>The paired reference repeats the training on the remaining graph with the same seed. Initial weights and dropout masks are drawn
 * from node keys, so everything but the deleted parts is as it was; without that, the noise of another seed is several times
 * the influence of a single node or edge. In a sequence of deletions the remaining graph lacks all of them, and so does the reference.
 *
 * @param model the parameters
 * @param warnings what limits the comparison
 * @param millis what training it cost
 */
public record Reference(Gnn model, List<String> warnings, long millis) {
    private static final long UNPAIRED = 0x756e70616972L;

    /** Keeps the warnings unmodifiable. */
    public Reference {
        warnings = List.copyOf(warnings);
    }

    /**
     * Trains the paired reference; one training.
     *
     * @param after the remaining graph
     * @param training how the model was trained
     * @throws IllegalArgumentException when the remaining graph can teach no model
     */
    public static Reference paired(Graph after, TrainingConfig training, Compute compute) {
        long start = System.nanoTime();
        var model = Trainer.fit(after, training.withCheckpoints(0), compute);
        return new Reference(model, warnings(training), (System.nanoTime() - start) / 1_000_000);
    }

    static List<String> warnings(TrainingConfig training) {
        return training.patience() > 0
                ? List.of(
                        "The model was trained with `patience`: where validation nodes or their surroundings are deleted,"
                                + " the reference may stop after another number of epochs, and part of the signal is that"
                                + " difference; train with `patience: 0` for a clean comparison.")
                : List.of();
    }

    /**
     * Trains references with other seeds; so many trainings. The seeds are drawn from the model's, so that the same call gives the
     * same references, and a longer list begins with a shorter one.
     *
     * @param count at least 1; 19 are needed for a rank test at the usual level
     */
    public static List<Gnn> unpaired(Graph after, TrainingConfig training, int count, Compute compute) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one reference must be trained, not " + count + ".");
        }
        var out = new ArrayList<Gnn>();
        for (int k = 0; k < count; k++) {
            long seed = KeyHash.mix(training.seed() ^ UNPAIRED, k);
            out.add(Trainer.fit(after, training.withCheckpoints(0).withSeed(seed), compute));
        }
        return List.copyOf(out);
    }

    /**
     * A name for the references of a graph and a training: equal names, equal references, on one kind of machine and Java version.
     * Linear in the graph.
     *
     * @return 64 hexadecimal digits
     */
    public static String cacheKey(Graph after, TrainingConfig training, Compute compute) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(after.fingerprint());
            digest.update((training.withCheckpoints(0) + "/" + compute.description()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
