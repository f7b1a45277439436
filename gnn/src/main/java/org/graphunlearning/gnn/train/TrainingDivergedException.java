package org.graphunlearning.gnn.train;

/** The loss stopped being a finite number, so there is no model to publish. */
public final class TrainingDivergedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(int epoch) {
        super("The loss is no longer a finite number in epoch " + epoch + "; lower `learningRate`.");
    }
}
