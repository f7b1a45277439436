package org.graphunlearning.procedures.explain;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Returns what is only drawn beside what is stored, so that a test sees what Cypher makes of it. */
@NullUnmarked
public class ForgottenProcedures {
    private static final String COMMITMENT = "0123456789abcdef".repeat(4);

    /** A stored node, a forgotten one and the forgotten relationship between them. */
    @Procedure(name = "test.forgotten", mode = Mode.READ)
    public Stream<Row> forgotten(@Name("stored") Node stored) {
        var gone = new VirtualNode(4, COMMITMENT, Map.of("before", 0.25));
        var link = new VirtualRelationship(
                7, new VirtualRelationship.Ends(stored, gone), COMMITMENT, Map.of("before", 0.5));
        return Stream.of(new Row(gone, link, ElementPath.at(stored).over(link)));
    }

    /** One of each. */
    public record Row(Node node, Relationship relationship, Path path) {}
}
