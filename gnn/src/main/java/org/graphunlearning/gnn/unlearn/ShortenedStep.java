package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.jspecify.annotations.Nullable;

/**
 * Part of the way from the present parameters to proposed ones: where all of it would raise the loss on the remaining data, a half, a
 * quarter and so on may not. Costs a forward pass over the training nodes per try.
 *
 * @param model as proposed, with the parameters where the loss is not above the untouched one
 * @param share of the way, in (0, 1)
 * @param loss cross-entropy there on the remaining training nodes
 */
record ShortenedStep(Gnn model, double share, double loss) {
    private static final int HALVINGS = 5;

    /** The longest of them, or {@code null} when none will do. */
    static @Nullable ShortenedStep of(UnlearningRequest request, Gnn proposed, double untouched, Compute compute) {
        var model = proposed.copy();
        double share = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            share /= 2;
            between(request.model(), proposed, share, model);
            double loss = Scores.trainingLoss(model, request.after(), compute);
            if (loss <= untouched) {
                return new ShortenedStep(model, share, loss);
            }
        }
        return null;
    }

    private static void between(Gnn from, Gnn to, double share, Gnn out) {
        for (int p = 0; p < from.parameters().size(); p++) {
            float[] a = from.parameters().get(p).host();
            float[] b = to.parameters().get(p).host();
            float[] c = out.parameters().get(p).host();
            for (int i = 0; i < c.length; i++) {
                c[i] = (float) (a[i] + share * ((double) b[i] - a[i]));
            }
        }
    }

    /** Why there is less than was asked for. */
    String sentence() {
        return "Only 1/" + Math.round(1 / share)
                + " of the step was taken: all of it would have raised the loss on the remaining data.";
    }
}
