package org.graphunlearning.procedures.schedule;

import java.util.Set;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.IdRows;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Orientation;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;
import org.neo4j.graphdb.Relationship;

/**
 * Whether anything that a model has forgotten, but that was kept in the graph, is back in what the model is shown. What was deleted
 * from the graph itself left no trace to look for; a copy added later under another identity is not found either.
 *
 * <p>Costs a scan of the graph and, where something is hidden, one projection.
 */
final class Absence implements Check.OfModel {
    @Override
    public String name() {
        return "absence";
    }

    @Override
    public Finding check(CallScope scope, String model, Check.Subject subject) {
        var facts = new ModelStore(scope).facts(model);
        var hidden = HiddenThings.of(scope, facts.marks());
        if (hidden.count() == 0) {
            return found(model, Finding.State.SKIPPED, "Nothing that the model has forgotten was kept in the graph.");
        }
        var spec = TrainConfig.parse(facts.config()).projection();
        int shown = shown(project(scope, facts, spec), spec, hidden);
        return shown == 0
                ? found(
                        model,
                        Finding.State.PASSED,
                        "None of " + hidden.count() + " forgotten things is shown to the model.")
                : found(
                        model,
                        Finding.State.FAILED,
                        shown + " of " + hidden.count() + " forgotten things are shown to the model.");
    }

    static Projection project(CallScope scope, StoredModel facts, ProjectionSpec spec) {
        return Projector.project(scope, ProjectionRequest.forModel(spec, facts.marks(), facts.layout(), 1));
    }

    private static int shown(Projection projection, ProjectionSpec spec, HiddenThings hidden) {
        var rows = new IdRows(projection.nodeIds());
        int out = 0;
        for (long id : hidden.nodes()) {
            out += rows.row(id) >= 0 ? 1 : 0;
        }
        for (long id : hidden.unlabelled()) {
            int row = rows.row(id);
            out += row >= 0 && projection.graph().labels().isLabelled(row) ? 1 : 0;
        }
        for (var entry : hidden.columns().entrySet()) {
            int row = rows.row(entry.getKey());
            out += row >= 0 && hasAny(projection.graph().features(), row, entry.getValue()) ? 1 : 0;
        }
        var forgotten = Set.copyOf(hidden.relationships());
        for (var relationship : hidden.relationships()) {
            // A parallel relationship that was not forgotten carries the edge rightly.
            boolean wrong =
                    hasEdge(projection, spec, rows, relationship) && !hasParallel(relationship, spec, forgotten);
            out += wrong ? 1 : 0;
        }
        return out;
    }

    private static boolean hasAny(Features features, int row, int[] columns) {
        for (int column : columns) {
            if (value(features, row, column) != 0) {
                return true;
            }
        }
        return false;
    }

    private static float value(Features features, int row, int column) {
        if (features instanceof DenseFeatures dense) {
            return dense.values()[row * dense.columns() + column];
        }
        var sparse = (SparseFeatures) features;
        for (int k = sparse.ptr()[row]; k < sparse.ptr()[row + 1]; k++) {
            if (sparse.idx()[k] == column) {
                return sparse.val()[k];
            }
        }
        return 0;
    }

    private static boolean hasEdge(Projection projection, ProjectionSpec spec, IdRows rows, Relationship relationship) {
        boolean reversed = spec.orientation() == Orientation.REVERSE;
        int start = rows.row(InternalIds.of(relationship.getStartNode()));
        int end = rows.row(InternalIds.of(relationship.getEndNode()));
        return start >= 0
                && end >= 0
                && projection.graph().adjacency().contains(reversed ? end : start, reversed ? start : end);
    }

    private static boolean hasParallel(Relationship relationship, ProjectionSpec spec, Set<Relationship> hidden) {
        var start = relationship.getStartNode();
        var end = relationship.getEndNode();
        try (var others = start.getRelationships()) {
            return others.stream()
                    .filter(other -> other.getOtherNode(start).equals(end) && !hidden.contains(other))
                    .filter(other -> spec.orientation() == Orientation.UNDIRECTED
                            || other.getStartNode().equals(start))
                    .anyMatch(other -> spec.relationshipTypes().contains(ProjectionSpec.ALL)
                            || spec.relationshipTypes().contains(other.getType().name()));
        }
    }
}
