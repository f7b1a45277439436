package org.graphunlearning.procedures.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.RelationshipType;

/** What Neo4j makes of elements that are not in the database is seen by asking it. */
@ExtendWith(TestDatabase.class)
class VirtualElementsTest {
    private static final String COMMITMENT = "0123456789abcdef".repeat(4);
    private static final String CALL = "MATCH (s:Stored) CALL test.forgotten(s) YIELD node, relationship, path RETURN ";
    private static final VirtualNode NODE = new VirtualNode(4, COMMITMENT, Map.of("before", 0.25));

    @BeforeEach
    void storeANode(TestDatabase.Running database) {
        database.run("CREATE (:Stored {name: 'kept'})");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels(node) = ['Forgotten']",
                "elementId(node) = '-5'",
                "type(relationship) = 'FORGOTTEN'",
                "elementId(relationship) = '-8'",
                "startNode(relationship) = s",
                "endNode(relationship) = node",
                "length(path) = 1",
                "nodes(path) = [s, node]",
                "nodes(path)[0].name = 'kept'",
                "labels(nodes(path)[1]) = ['Forgotten']",
                "relationships(path) = [relationship]",
                "size(collect(DISTINCT node)) = 1",
            })
    void readsAsCypherReadsStoredElements(String claim, TestDatabase.Running database) {
        assertThat(database.<Boolean>value(CALL + claim)).isTrue();
    }

    /** Cypher looks up properties by id in the store: whoever returns such elements must yield their scores as columns as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "properties(node) = {}",
                "node.commitment IS NULL",
                "keys(node) = []",
                "NOT node:Forgotten",
                "properties(relationship) = {}",
            })
    void keepsPropertiesOutOfTheReachOfCypher(String claim, TestDatabase.Running database) {
        assertThat(database.<Boolean>value(CALL + claim)).isTrue();
    }

    @Test
    void reachesTheClientAsItIs(TestDatabase.Running database) {
        database.commit(tx -> {
            var row =
                    TestDatabase.Running.rows(tx, CALL + "node, path", Map.of()).get(0);
            var node = (Node) row.get("node");
            assertThat(node.getLabels()).containsExactly(Label.label("Forgotten"));
            assertThat(node.getAllProperties()).containsEntry("before", 0.25).hasSize(2);
            assertThat(row.get("path").toString()).isNotBlank();
            return row;
        });
    }

    /** Some changes are refused, others pass by without effect: that is Neo4j's choice. */
    @ParameterizedTest
    @ValueSource(strings = {"SET node.name = 'back'", "SET node:Back", "DELETE node", "CREATE (node)-[:BACK]->(s)"})
    void staysAsItIsWhateverCypherTries(String change, TestDatabase.Running database) {
        var before = database.state();
        var call = "MATCH (s:Stored) CALL test.forgotten(s) YIELD node " + change;

        var thrown = catchThrowable(() -> database.run(call));

        assertThat(thrown == null || thrown instanceof RuntimeException).isTrue();
        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void refusesEveryChangeInOneSentence() {
        var link = new VirtualRelationship(0, new VirtualRelationship.Ends(NODE, NODE), COMMITMENT, Map.of());
        var type = RelationshipType.withName("BACK");
        var label = Label.label("Back");
        for (var change : List.<Consumer<VirtualNode>>of(
                node -> node.setProperty("name", "back"),
                node -> node.removeProperty("commitment"),
                VirtualNode::delete,
                node -> node.addLabel(label),
                node -> node.removeLabel(VirtualNode.FORGOTTEN),
                node -> node.createRelationshipTo(node, type))) {
            assertThatThrownBy(() -> change.accept(NODE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This node is not in the database any more, it is only drawn; nothing about it can be "
                            + "changed.");
        }
        assertThatThrownBy(link::delete).hasMessageStartingWith("This relationship is not in the database any more");
    }

    @Test
    void knowsNothingButItsCommitmentAndScores() {
        assertThat(NODE.getPropertyKeys()).containsExactly("before", "commitment");
        assertThat(NODE.getProperties("commitment", "name")).isEqualTo(Map.of("commitment", "0123456789ab"));
        assertThat(NODE.getProperty("name", "none")).isEqualTo("none");
        assertThatThrownBy(() -> NODE.getProperty("name"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("A forgotten node has no property `name`.");
        assertThat(NODE.hasProperty("name") || NODE.hasRelationship() || NODE.hasLabel(Label.label("Stored")))
                .isFalse();
        assertThat(NODE.getDegree(Direction.BOTH)).isZero();
    }

    @Test
    void leadsFromEndToEnd() {
        var other = new VirtualNode(5, COMMITMENT, Map.of());
        var link = new VirtualRelationship(0, new VirtualRelationship.Ends(NODE, other), COMMITMENT, Map.of());

        assertThat(link.getOtherNode(NODE)).isEqualTo(other).isNotEqualTo(NODE);
        assertThat(link.getOtherNode(other)).isEqualTo(new VirtualNode(4, COMMITMENT, Map.of()));
        assertThatThrownBy(() -> link.getOtherNode(new VirtualNode(6, COMMITMENT, Map.of())))
                .hasMessage("Node -7 is no end of this relationship.");
        var path = ElementPath.at(NODE).over(link);
        assertThat(path.nodes()).containsExactly(NODE, other);
        assertThat(path.reverseNodes()).containsExactly(other, NODE);
        assertThat(path.reverseRelationships()).containsExactly(link);
        assertThat(path.lastRelationship()).isEqualTo(link);
        assertThat(path).containsExactly(NODE, link, other);
    }

    @Test
    void refusesWhatIsNoCommitment() {
        assertThatThrownBy(() -> new VirtualNode(0, "name", Map.of()))
                .hasMessage("A commitment has 64 hexadecimal digits in lower case.");
        assertThatThrownBy(() -> new VirtualNode(-1, COMMITMENT, Map.of()))
                .hasMessage("Elements are numbered from 0, not -1.");
        assertThatThrownBy(() -> new VirtualNode(0, COMMITMENT, Map.of("commitment", 1.0)))
                .hasMessage("No score may be named `commitment`.");
    }
}
