package org.graphunlearning.gnn.linear;

import java.util.Locale;
import org.graphunlearning.gnn.model.ModelConfig;

/**
 * What stands on top of the propagated features of a linear architecture.
 *
 * @param kind softmax trained by epochs, or a head that is solved
 * @param projection width that features are projected to by fixed random signs before they are propagated, 1 to 4096; 0 takes them
 *     as they are, and so does a width that is not smaller than theirs; {@link #AUTOMATIC} takes them as they are where the head
 *     solves for at most 2048 columns then, and otherwise projects to 512 columns for SGC and 256 per hop for SIGN. Of no meaning
 *     for {@link Kind#SOFTMAX}
 * @param perturbation standard deviation of the noise in the objective of {@link Kind#LOGISTIC}, which removal with a certificate
 *     needs; 0 leaves the objective alone
 */
public record HeadConfig(Kind kind, int projection, double perturbation) {
    /** A projection chosen by the width of the features, never by their values. */
    public static final int AUTOMATIC = -1;

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
        if (projection != AUTOMATIC && (projection < 0 || projection > 4096)) {
            throw new IllegalArgumentException(
                    "`projection` must lie between 0 and 4096, or be -1 to be chosen, not " + projection + ".");
        }
        if (!(perturbation >= 0 && perturbation <= 1000)) {
            throw new IllegalArgumentException("`perturbation` must lie in [0, 1000], not " + perturbation + ".");
        }
        if (perturbation > 0 && kind != Kind.LOGISTIC) {
            throw new IllegalArgumentException("`perturbation` belongs to the head `logistic`.");
        }
    }

    /** A head of some kind with a projection chosen by the width of the features, without noise. */
    public static HeadConfig of(Kind kind) {
        return kind == Kind.SOFTMAX ? SOFTMAX : new HeadConfig(kind, AUTOMATIC, 0);
    }

    /** The name callers use. */
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether the head is trained by epochs. */
    public boolean trainsByEpochs() {
        return kind == Kind.SOFTMAX;
    }

    /**
     * Refuses a penalty without which a solved head has no unique optimum.
     *
     * @throws IllegalArgumentException when the head is solved and the penalty is not positive
     */
    public void requireSolvable(double weightDecay) {
        if (!trainsByEpochs() && !(weightDecay > 0)) {
            throw new IllegalArgumentException("The head `" + name() + "` needs a `weightDecay` above 0, not "
                    + weightDecay + ", to have one solution.");
        }
    }

    /**
     * Refuses an architecture whose features are not propagated without parameters.
     *
     * @throws IllegalArgumentException naming those that are
     */
    public void requireFits(ModelConfig model) {
        if (!trainsByEpochs() && !model.architecture().isLinear()) {
            throw new IllegalArgumentException("The head `" + name()
                    + "` needs a linear architecture, `SGC` or `SIGN`, not `" + model.architecture() + "`.");
        }
    }
}
