package org.graphunlearning.gnn.train;

/** The loss stopped being a finite number, so there is no model to publish. */
public final class TrainingDivergedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * In an epoch of a training, or of a training that goes on.
     *
     * @param epoch from 0
     */
    public TrainingDivergedException(int epoch) {
        super("The loss is no longer a finite number in epoch " + epoch + "; lower `learningRate`.");
    }
}
