package org.graphunlearning.procedures.train;

import java.util.List;
import java.util.Locale;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.procedures.config.ConfigReader;

/** Reads the keys of {@code unlearn.train} that say what stands on top of the propagated features. */
final class HeadKeys {
    private static final List<String> HEADS = List.of("softmax", "ridge", "logistic");
    private static final List<String> OF_EPOCHS = List.of(
            "epochs", "learningRate", "learningRateSchedule", "dropout", "patience", "classWeights", "checkpoints");

    private HeadKeys() {}

    /**
     * The head asked for.
     *
     * @throws IllegalArgumentException when a key is given that belongs to another head
     */
    static HeadConfig read(ConfigReader in) {
        var name = in.oneOf("head", HEADS.get(0), HEADS);
        var kind = HeadConfig.Kind.valueOf(name.toUpperCase(Locale.ROOT));
        boolean solved = kind != HeadConfig.Kind.SOFTMAX;
        if (solved) {
            OF_EPOCHS.forEach(key -> refuse(in, key, "the head `softmax`, which is trained by epochs", name));
        } else {
            refuse(in, "projection", "the heads `ridge` and `logistic`", name);
        }
        if (kind != HeadConfig.Kind.LOGISTIC) {
            refuse(in, "perturbation", "the head `logistic`", name);
        }
        return new HeadConfig(
                kind,
                solved ? in.intIn("projection", HeadConfig.AUTOMATIC, HeadConfig.AUTOMATIC, 4096) : 0,
                kind == HeadConfig.Kind.LOGISTIC ? in.doubleIn("perturbation", 0, 0, 1000) : 0);
    }

    private static void refuse(ConfigReader in, String key, String owner, String name) {
        if (in.has(key)) {
            throw new IllegalArgumentException("`" + key + "` belongs to " + owner + ", not to `" + name + "`.");
        }
    }
}
