package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.model.ModelConfig;

/**
 * What stands on top of the propagated features of a linear architecture.
 *
 * @param kind softmax trained by epochs, or a head that is solved
 * @param projection width that features are projected to by fixed random signs before they are propagated, 1 to 4096; 0 takes them
 *     as they are. Of no meaning for {@link Kind#SOFTMAX}
 * @param perturbation standard deviation of the noise in the objective of {@link Kind#LOGISTIC}, which removal with a certificate
 *     needs; 0 leaves the objective alone
 */
public record HeadConfig(Kind kind, int projection, double perturbation) {
    /** The usual head: softmax cross-entropy, trained by epochs. */
    public static final HeadConfig SOFTMAX = new HeadConfig(Kind.SOFTMAX, 0, 0);

    /** Kinds of heads. */
    public enum Kind {
        /** Softmax cross-entropy, trained by gradient steps. */
        SOFTMAX,
        /** Least squares on one-hot targets with a penalty, in closed form. */
        RIDGE,
        /** One logistic regression per class with a penalty, solved to its optimum. */
        LOGISTIC
    }

    /** Checks ranges and combinations. */
    public HeadConfig {
        if (projection < 0 || projection > 4096) {
            throw new IllegalArgumentException("`projection` must lie between 0 and 4096, not " + projection + ".");
        }
        if (!(perturbation >= 0 && perturbation <= 1000)) {
            throw new IllegalArgumentException("`perturbation` must lie in [0, 1000], not " + perturbation + ".");
        }
        if (perturbation > 0 && kind != Kind.LOGISTIC) {
            throw new IllegalArgumentException("`perturbation` belongs to the head `logistic`.");
        }
    }

    /** Whether the head is trained by epochs. */
    public boolean trainsByEpochs() {
        return kind == Kind.SOFTMAX;
    }

    /**
     * Refuses an architecture whose features are not propagated without parameters.
     *
     * @throws IllegalArgumentException naming those that are
     */
    public void requireFits(ModelConfig model) {
        if (!trainsByEpochs() && !model.architecture().isLinear()) {
            throw new IllegalArgumentException("The head `" + kind.name().toLowerCase(java.util.Locale.ROOT)
                    + "` needs a linear architecture, `SGC` or `SIGN`, not `" + model.architecture() + "`.");
        }
    }
}
