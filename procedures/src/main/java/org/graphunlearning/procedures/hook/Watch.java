package org.graphunlearning.procedures.hook;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.graphunlearning.procedures.projection.SplitSource;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;
import org.jspecify.annotations.Nullable;

/**
 * What one model reads, as far as the hook has to know.
 *
 * @param modelName the model
 * @param createdAt tells it from an earlier model of that name
 * @param marks the marks it left
 * @param reads labels, types and keys; null when its facts cannot be read, and then everything counts as read
 * @param hasGhosts whether ghosts stand for neighbours in other shards
 * @param hasWeights whether its shards are combined by weights that were fitted on all relationships
 */
record Watch(
        String modelName,
        Instant createdAt,
        Marks marks,
        @Nullable Reads reads,
        boolean hasGhosts,
        boolean hasWeights) {
    /** Names of the schema that a model reads. */
    record Reads(Set<String> nodeLabels, Set<String> types, Set<String> features, Set<String> classes) {}

    static Watch of(StoredModel model) {
        var config = TrainConfig.parse(model.config());
        var sharding = config.cut().sharding();
        return new Watch(
                model.name(),
                model.createdAt(),
                model.marks(),
                reads(config.projection()),
                sharding.repair() != Repair.NONE,
                sharding.aggregation().hasShardWeights());
    }

    /** Of a model whose node was changed so that nobody can tell what it reads. */
    static Watch ofUnreadable(String modelName, Instant createdAt) {
        return new Watch(modelName, createdAt, new Marks(modelName, true, true, true), null, false, true);
    }

    private static Reads reads(ProjectionSpec spec) {
        var split = spec.split() instanceof SplitSource.Property property ? property.key() : null;
        return new Reads(
                Set.copyOf(spec.nodeLabels()),
                Set.copyOf(spec.relationshipTypes()),
                Set.copyOf(spec.features().propertyKeys()),
                Stream.of(spec.targetProperty(), split)
                        .filter(key -> key != null)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    boolean takesType(String type) {
        return reads == null || reads.types.contains(ProjectionSpec.ALL) || reads.types.contains(type);
    }

    /** Whether a node is taken in for a label that it may lose. */
    boolean takesLabel(String label) {
        return reads != null && !reads.nodeLabels.contains(ProjectionSpec.ALL) && reads.nodeLabels.contains(label);
    }

    /** The labels of {@link #takesLabel}. */
    Set<String> nodeLabels() {
        return reads == null ? Set.of() : reads.nodeLabels;
    }

    /** What a property means to the model; null for nothing. */
    @Nullable
    PendingKind kindOf(String key) {
        if (reads == null || reads.features.contains(key)) {
            return PendingKind.FEATURE;
        }
        return reads.classes.contains(key) ? PendingKind.LABEL : null;
    }

    /** Whether a property is one that the model left on a node. */
    boolean owns(String key) {
        return key.equals(marks.key()) || key.equals(marks.columnsKey()) || key.equals(marks.labelKey());
    }
}
