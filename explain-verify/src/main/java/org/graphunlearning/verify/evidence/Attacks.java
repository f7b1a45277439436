package org.graphunlearning.verify.evidence;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.verify.attack.Comparison;
import org.graphunlearning.verify.attack.LinkStealing;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.ThresholdAttack;
import org.graphunlearning.verify.attack.UpdateLeak;
import org.graphunlearning.verify.attack.View;
import org.jspecify.annotations.Nullable;

/**
 * Attacks on what is published. None raises a verdict; each stands beside the same attack on the untouched and the retrained model.
 *
 * @param membership forgotten nodes, or forgotten edges, against others, in the PROBE view; {@code null} where the request names neither
 * @param leak whether the update from the model before gives the forgotten nodes away, in the PROD view; {@code null} without nodes
 */
public record Attacks(@Nullable Comparison membership, UpdateLeak.@Nullable Result leak) {
    static final Attacks NONE = new Attacks(null, null);

    static Attacks of(MembershipCase probe, Compute compute) {
        var forget = probe.forget();
        if (forget.nodes().length > 0) {
            var leak = new UpdateLeak().run(probe.in(View.PROD), compute);
            return new Attacks(new ThresholdAttack().run(probe, compute).all(), leak);
        }
        return forget.edges().isEmpty()
                ? NONE
                : new Attacks(new LinkStealing().run(probe, compute).comparison(), null);
    }

    /** What the attacks want to be said; nothing of those that had too few items for a number, which is then missing. */
    public List<String> warnings() {
        var out = new ArrayList<String>();
        if (membership != null && membership.post().auc() != null) {
            out.addAll(membership.warnings());
        }
        if (leak != null && leak.separation().auc() != null) {
            out.addAll(leak.separation().warnings());
        }
        return out.stream().distinct().toList();
    }
}
