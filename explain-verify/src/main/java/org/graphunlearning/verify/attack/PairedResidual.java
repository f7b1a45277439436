package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a model knew about forgotten items it still knows, item by item against a reference retrained with the same
 * seed: with {@code g = noop - reference} and {@code d = post - reference}, the slope of d on g through the origin. 1 is the
 * model left alone, 0 the retrained one, below 0 or above 1 is possible. Works for a single item, needs no shadow models, and
 * has no seed noise; always in the PROBE view.
 *
 * <p>The reference must share the seed of the model: with another one the residual measures seeds. It sees the outputs at the
 * forgotten items only.
 *
 * @param value the slope; null where the items had no influence on their own scores
 * @param low 2.5 % quantile of a bootstrap over items; null below {@link #FEWEST_FOR_INTERVAL} items
 * @param high 97.5 % quantile; null with it
 * @param items how many
 * @param warnings sentences the caller should see
 */
public record PairedResidual(
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        int items,
        List<String> warnings) {
    /** From so many items on there is an interval. */
    public static final int FEWEST_FOR_INTERVAL = 10;

    /** Up to here a residual supports the verdict that something was forgotten. */
    public static final double SUPPORTS = 0.35;

    /** From here on it contradicts that verdict. */
    public static final double CONTRADICTS = 0.9;

    private static final int DRAWS = 1000;
    private static final int MOST_CELLS = 200;
    private static final double NO_INFLUENCE = 1e-12;
    private static final long PURPOSE = 0x5245;

    /** Keeps the warnings unmodifiable. */
    public PairedResidual {
        warnings = List.copyOf(warnings);
    }

    /**
     * Of scores of the same items by three models.
     *
     * @param noop by the model left alone
     * @param post by the unlearned model
     * @param reference by the retrained model
     * @param seed of the bootstrap
     * @throws IllegalArgumentException when they differ in number or one is not finite
     */
    public static PairedResidual of(double[] noop, double[] post, double[] reference, long seed) {
        requireAlike(noop, post, reference);
        int n = noop.length;
        var products = new double[n];
        var squares = new double[n];
        for (int i = 0; i < n; i++) {
            double g = noop[i] - reference[i];
            products[i] = (post[i] - reference[i]) * g;
            squares[i] = g * g;
        }
        double whole = sum(squares);
        if (whole < NO_INFLUENCE) {
            return new PairedResidual(
                    null,
                    null,
                    null,
                    n,
                    List.of("The items had no influence on their own scores; there is no residual."));
        }
        double value = sum(products) / whole;
        if (n < FEWEST_FOR_INTERVAL) {
            return new PairedResidual(value, null, null, n, List.of());
        }
        var draws = draws(products, squares, seed);
        return new PairedResidual(
                value, Quantile.ofSorted(draws, 0.025), Quantile.ofSorted(draws, 0.975), n, List.of());
    }

    private static void requireAlike(double[] noop, double[] post, double[] reference) {
        if (noop.length != post.length || post.length != reference.length) {
            throw new IllegalArgumentException("Scores of three models must be of the same items, but there are "
                    + noop.length + ", " + post.length + " and " + reference.length + ".");
        }
        for (var scores : List.of(noop, post, reference)) {
            for (double score : scores) {
                if (!Double.isFinite(score)) {
                    throw new IllegalArgumentException(
                            "A score is not a finite number; leave out items without a score.");
                }
            }
        }
    }

    /** In index order. */
    private static double sum(double[] values) {
        double out = 0;
        for (double value : values) {
            out += value;
        }
        return out;
    }

    private static double[] draws(double[] products, double[] squares, long seed) {
        var times = new int[products.length];
        var out = new double[DRAWS];
        int length = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            Bootstrap.draw(times, CounterRng.purpose(seed, draw, PURPOSE));
            double above = 0;
            double below = 0;
            for (int i = 0; i < times.length; i++) {
                above += times[i] * products[i];
                below += times[i] * squares[i];
            }
            if (below > 0) {
                out[length++] = above / below;
            }
        }
        var sorted = Arrays.copyOf(out, length);
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Of forgotten training nodes, by {@link MemberScore#PHI}.
     *
     * @throws IllegalArgumentException when the case has no reference
     */
    public static PairedResidual nodes(MembershipCase c, Compute compute) {
        requireReference(c);
        var probe = c.in(View.PROBE);
        var scores = NodeScores.of(probe, MemberScore.PHI, compute);
        var reference = scores.reference();
        if (reference == null || scores.keys().length == 0) {
            return none("No forgotten node was trained on", Population.of(probe).warnings());
        }
        return of(scores.noop(), scores.post(), reference, c.seed())
                .warning(Population.of(probe).warnings());
    }

    /**
     * Of forgotten edges, by the similarity of the answers at their ends.
     *
     * @throws IllegalArgumentException when the case has no reference
     */
    public static PairedResidual edges(MembershipCase c, PairDistance distance, Compute compute) {
        var reference = requireReference(c);
        var pairs = c.forget().edges();
        if (pairs.isEmpty()) {
            return none("No edge was forgotten", List.of());
        }
        var models = c.models();
        return of(
                PairAnswers.of(models.noop(), c.before(), pairs, compute).similarities(distance, pairs),
                PairAnswers.of(models.post(), c.before(), pairs, compute).similarities(distance, pairs),
                PairAnswers.of(reference, c.before(), pairs, compute).similarities(distance, pairs),
                c.seed());
    }

    /**
     * Of forgotten feature values, at most 200 chosen by hash, by how much better the node and its neighbours are predicted with
     * the value than without.
     *
     * @throws IllegalArgumentException when the case has no reference
     */
    public static PairedResidual features(MembershipCase c, Compute compute) {
        var reference = requireReference(c);
        var scores = new CellScores(c);
        var forgotten = Cell.forgotten(c);
        var cells = Cell.chosen(forgotten.stream().filter(scores::areDefined), MOST_CELLS, c.seed());
        if (cells.isEmpty()) {
            return none("No forgotten feature value lies at or beside a node with a known class", List.of());
        }
        var models = c.models();
        return of(
                        scores.advantages(cells, models.noop(), compute),
                        scores.advantages(cells, models.post(), compute),
                        scores.advantages(cells, reference, compute),
                        c.seed())
                .warning(
                        cells.size() == forgotten.size()
                                ? List.of()
                                : List.of("Of " + forgotten.size() + " forgotten feature values " + cells.size()
                                        + " were looked at."));
    }

    private static BlackBox requireReference(MembershipCase c) {
        var reference = c.models().reference();
        if (reference == null) {
            throw new IllegalArgumentException(
                    "The paired residual compares with a model retrained with the same seed; retrain one and pass it.");
        }
        return reference;
    }

    private static PairedResidual none(String why, List<String> warnings) {
        return new PairedResidual(null, null, null, 0, List.of(why + "; there is no residual.")).warning(warnings);
    }

    private PairedResidual warning(List<String> more) {
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return new PairedResidual(value, low, high, items, all);
    }

    /** Whether it speaks for the items being forgotten; false where there is no residual. */
    public boolean supportsForgetting() {
        return value != null && value <= SUPPORTS;
    }

    /** Whether it speaks against it; false where there is no residual. */
    public boolean contradictsForgetting() {
        return value != null && value >= CONTRADICTS;
    }
}
