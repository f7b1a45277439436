package org.graphunlearning.procedures.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.procedures.lifecycle.PluginVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class HelpProceduresTest {
    @Test
    void listsEverythingWithADescription(TestDatabase.Running database) {
        var rows = database.run("CALL unlearn.help()");

        assertThat(rows)
                .extracting(row -> row.get("name"))
                .contains("unlearn.train", "unlearn.help", "unlearn.version");
        assertThat(rows)
                .allSatisfy(row -> assertThat((String) row.get("description")).isNotBlank());
    }

    @Test
    void narrowsToATopicWhateverItsCase(TestDatabase.Running database) {
        var names = database.run("CALL unlearn.help('DELETE') YIELD name RETURN name").stream()
                .map(row -> row.get("name"))
                .toList();

        assertThat(names)
                .isEqualTo(List.of(
                        "unlearn.delete",
                        "unlearn.delete.estimate",
                        "unlearn.deleteEdge",
                        "unlearn.deleteFeature",
                        "unlearn.deleteNode"));
    }

    @Test
    void listsNothingForATopicThatDoesNotExist(TestDatabase.Running database) {
        assertThat(database.run("CALL unlearn.help('teleport')")).isEmpty();
    }

    @Test
    void readsANullTopicAsNone(TestDatabase.Running database) {
        assertThat(database.run("CALL unlearn.help(null)")).isEqualTo(database.run("CALL unlearn.help()"));
    }

    @Test
    void tellsTheVersionOfTheBuild(TestDatabase.Running database) throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var version = Pattern.compile("<artifactId>graph-unlearning</artifactId>\\s*<version>([^<]+)<")
                .matcher(pom);

        assertThat(version.find()).isTrue();
        assertThat(PluginVersion.CURRENT).isEqualTo(version.group(1));
        assertThat(database.<String>value("RETURN unlearn.version()")).isEqualTo(PluginVersion.CURRENT);
    }
}
