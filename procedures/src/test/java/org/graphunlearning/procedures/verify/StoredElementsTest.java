package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.train;

import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class StoredElementsTest {
    /** Any of its nodes may be one that got the id of another. */
    @Test
    void givesNothingOutOnceAnotherModelHasTheName(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {verify: true, requestId: 'r-1', "
                + "strategy: 'unlink'}) YIELD verdict RETURN verdict");
        assertThat(database.run("CALL unlearn.verify.targets('r-1') YIELD node WHERE node IS NOT NULL RETURN node"))
                .isNotEmpty();

        database.run("CALL unlearn.model.drop('club')");
        train(database, "club", KARATE);

        assertThat(database.run("CALL unlearn.verify.targets('r-1') YIELD node, element RETURN node, element"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsEntry("node", null).containsEntry("element", null));
    }
}
