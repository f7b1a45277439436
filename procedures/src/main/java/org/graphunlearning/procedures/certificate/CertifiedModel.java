package org.graphunlearning.procedures.certificate;

import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.FeatureSource;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.graphunlearning.procedures.store.HeldValues;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.certificate.Content;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/**
 * The model of a certificate, and what it takes in of a node. A model that was dropped and trained anew under the same name is
 * another one: its marks say nothing about this certificate.
 */
record CertifiedModel(StoredModel facts, ProjectionSpec spec) {
    /** Null where the model is gone, or was made after the certificate; times are compared to the second. */
    static @Nullable CertifiedModel of(CallScope scope, Content content) {
        var store = new ModelStore(scope);
        if (!(content.facts().procedure().get("modelName") instanceof String name) || !store.exists(name)) {
            return null;
        }
        var facts = store.facts(name);
        return facts.createdAt().truncatedTo(ChronoUnit.SECONDS).isAfter(content.time())
                ? null
                : new CertifiedModel(facts, TrainConfig.parse(facts.config()).projection());
    }

    boolean learnsFrom(Node node) {
        return Marks.isTrained(MarkStore.of(node, facts.marks()));
    }

    /** What a node holds, and how much of it the model is shown. */
    Seen seen(Node node) {
        var held = HeldValues.columns(node, spec.features(), facts.layout());
        var shown = new BitSet();
        if (learnsFrom(node)) {
            shown.or(held);
        }
        if (node.getProperty(facts.marks().columnsKey(), null) instanceof int[] hidden) {
            for (int column : hidden) {
                shown.clear(column);
            }
        }
        boolean labelShown = learnsFrom(node) && !node.hasProperty(facts.marks().labelKey());
        return new Seen(held, shown, labelShown);
    }

    /**
     * Values of one node.
     *
     * @param held columns it fills
     * @param shown those of them the model takes in
     * @param label whether the model would take in a label
     */
    record Seen(BitSet held, BitSet shown, boolean label) {}

    /** Whether a property shows the model anything. */
    boolean isShown(String key, Seen seen) {
        if (key.equals(spec.targetProperty()) && seen.label()) {
            return true;
        }
        if (spec.features() instanceof FeatureSource.Sparse) {
            return spec.features().propertyKeys().contains(key) && !seen.shown().isEmpty();
        }
        var layout = facts.layout();
        int position = layout.propertyKeys().indexOf(key);
        return position >= 0
                && !seen.shown()
                        .get(layout.start(position), layout.start(position) + layout.widths()[position])
                        .isEmpty();
    }
}
