package org.graphunlearning.procedures.projection;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.graphunlearning.procedures.config.NearestName;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/** Checks that labels, types and property keys exist before anything is scanned for them. */
final class SchemaNames {
    private static final Set<String> OWN_TYPES = Set.of("HAS_SHARD", "HAS_CHUNK");

    /** Labels of the plugin's own nodes, which no projection ever takes in. */
    static final List<Label> OWN_LABELS = List.of(
            Label.label("UnlearnModel"),
            Label.label("UnlearnShard"),
            Label.label("UnlearnChunk"),
            Label.label("UnlearnCertificate"),
            Label.label("UnlearnEntry"),
            Label.label("UnlearnChain"),
            Label.label("UnlearnVerification"),
            Label.label("UnlearnPending"),
            Label.label("UnlearnSchedule"),
            Label.label("UnlearnScheduleRun"));

    private SchemaNames() {}

    static void check(Transaction tx, ProjectionSpec spec) {
        var labels = new TreeSet<String>();
        tx.getAllLabels().forEach(label -> labels.add(label.name()));
        labels.removeIf(name -> OWN_LABELS.contains(Label.label(name)));
        checkEach("Label", spec.nodeLabels(), labels);

        var types = new TreeSet<String>();
        tx.getAllRelationshipTypes().forEach(type -> types.add(type.name()));
        types.removeAll(OWN_TYPES);
        checkEach("Relationship type", spec.relationshipTypes(), types);

        var keys = new TreeSet<String>();
        tx.getAllPropertyKeys().forEach(keys::add);
        keys.removeIf(key -> key.startsWith("unlearn:"));
        checkEach("Property", spec.features().propertyKeys(), keys);
        checkEach("Property", List.of(spec.targetProperty()), keys);
        if (spec.split() instanceof SplitSource.Property property) {
            checkEach("Property", List.of(property.key()), keys);
        }
        if (spec.nodeKeyProperty() != null) {
            checkEach("Property", List.of(spec.nodeKeyProperty()), keys);
        }
    }

    private static void checkEach(String kind, List<String> wanted, Set<String> existing) {
        for (var name : wanted) {
            if (!name.equals(ProjectionSpec.ALL) && !existing.contains(name)) {
                throw new IllegalArgumentException(
                        kind + " `" + name + "` does not exist in this database." + NearestName.hint(name, existing));
            }
        }
    }

    static boolean takesAll(List<String> names) {
        return names.contains(ProjectionSpec.ALL);
    }

    static List<RelationshipType> types(ProjectionSpec spec) {
        return spec.relationshipTypes().stream().map(RelationshipType::withName).toList();
    }
}
