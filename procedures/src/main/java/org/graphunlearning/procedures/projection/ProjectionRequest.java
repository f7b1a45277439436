package org.graphunlearning.procedures.projection;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What to project and for whom.
 *
 * @param spec what to read
 * @param withTargets whether to read labels and roles; a prediction needs neither
 * @param withFeatures whether to read feature vectors; a question about structure needs none
 * @param shards shards whose nodes' properties to read; all others count as zeros without label and role; null reads everybody's
 * @param marks the marks of the model to project for, so that what it has forgotten stays hidden; null for a new model
 * @param layout the feature columns the model was trained with; null takes them from the data
 * @param concurrency threads that may read, at least 1
 */
public record ProjectionRequest(
        ProjectionSpec spec,
        boolean withTargets,
        boolean withFeatures,
        @Nullable BitSet shards,
        @Nullable Marks marks,
        @Nullable FeatureLayout layout,
        int concurrency) {
    /** For a first training. */
    public static ProjectionRequest forNewModel(ProjectionSpec spec, int concurrency) {
        return new ProjectionRequest(spec, true, true, null, null, null, concurrency);
    }

    /** For a model that exists, labels and roles included. */
    public static ProjectionRequest forModel(ProjectionSpec spec, Marks marks, FeatureLayout layout, int concurrency) {
        return new ProjectionRequest(spec, true, true, null, marks, layout, concurrency);
    }

    /** The same without labels and roles. */
    public ProjectionRequest withoutTargets() {
        return new ProjectionRequest(spec, false, withFeatures, shards, marks, layout, concurrency);
    }

    /** The same with zeros for features, for a model that exists. */
    public ProjectionRequest withoutFeatures() {
        return new ProjectionRequest(spec, withTargets, false, shards, marks, layout, concurrency);
    }

    /** The same with the properties of some shards only, for work on those: every node and edge is there all the same. */
    public ProjectionRequest readingOnly(BitSet wanted) {
        return new ProjectionRequest(spec, withTargets, withFeatures, wanted, marks, layout, concurrency);
    }
}
