package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether forgotten edges can be told from pairs that were never linked, by how alike a model answers at their ends (He et al.,
 * "Stealing Links from Graph Neural Networks", 2021, the attack that knows nothing but answers).
 *
 * <p>The pairs compared with are those of {@link MatchedPairs}; with random pairs the value would be higher and mean homophily.
 * One forward pass per model over the ends. Edges that go with a forgotten node are not counted, only those named.
 *
 * @param distance between two answers
 * @param negativesPerEdge pairs per forgotten edge, 1 to 1000
 */
public record LinkStealing(PairDistance distance, int negativesPerEdge) {
    static final String NAME = "links";

    /** Checks the range. */
    public LinkStealing {
        if (negativesPerEdge < 1 || negativesPerEdge > 1000) {
            throw new IllegalArgumentException(
                    "`negativesPerEdge` must lie between 1 and 1000, not " + negativesPerEdge + ".");
        }
    }

    /** With the correlation distance and 20 pairs per edge. */
    public LinkStealing() {
        this(PairDistance.CORRELATION, 20);
    }

    /**
     * What it found.
     *
     * @param comparison of similarities; its areas are null below {@link Separation#FEWEST_POSITIVES} edges
     * @param dipPost how much less sure the unlearned model is of the ends of forgotten edges than of nodes like them; null
     *     without such nodes
     * @param dipReference the same for the retrained model, the yardstick; null with it, and without a reference
     */
    public record Result(
            Comparison comparison,
            @Nullable Double dipPost,
            @Nullable Double dipReference) {}

    /**
     * Attacks the models of a case in its view.
     *
     * @throws IllegalArgumentException when the case forgets no edge
     */
    public Result run(MembershipCase c, Compute compute) {
        var edges = c.forget().edges();
        if (edges.isEmpty()) {
            throw new IllegalArgumentException(
                    "The case forgets no edge by itself; attack forgotten nodes with `threshold`, `paired` or `lira`.");
        }
        var warnings = new ArrayList<String>();
        var negatives = negatives(c, warnings);
        var used = usable(c, warnings);
        var all = new ArrayList<>(edges);
        all.addAll(negatives);
        var shown = c.shown();
        var samples = Comparison.Samples.of(c.models(), model -> {
            var said = PairAnswers.of(model, shown, all, compute);
            return new Sample(said.similarities(used, edges), said.similarities(used, negatives));
        });
        var setting = new Separation.Setting(NAME, c.view(), true);
        var dips = ConfidenceDip.of(c, compute);
        return new Result(
                Comparison.of(setting, samples, c.seed(), warnings),
                dips == null ? null : (Double) dips.post(),
                dips == null ? null : dips.reference());
    }

    private List<ForgetSet.Edge> negatives(MembershipCase c, List<String> warnings) {
        var pairs = new MatchedPairs(c.before(), c.seed());
        var out = new ArrayList<ForgetSet.Edge>();
        int few = 0;
        for (var edge : c.forget().edges()) {
            var like = pairs.like(edge, negativesPerEdge);
            few += like.size() < negativesPerEdge ? 1 : 0;
            out.addAll(like);
        }
        if (few > 0) {
            warnings.add(few + " forgotten edges have fewer than " + negativesPerEdge
                    + " pairs like them that were never linked.");
        }
        return out;
    }

    /** Two probabilities are always perfectly correlated, one way or the other. */
    private PairDistance usable(MembershipCase c, List<String> warnings) {
        if (distance == PairDistance.CORRELATION && c.models().post().classes().size() == 2) {
            warnings.add(
                    "With two classes the correlation of two answers is always 1 or -1; the cosine distance is used.");
            return PairDistance.COSINE;
        }
        return distance;
    }
}
