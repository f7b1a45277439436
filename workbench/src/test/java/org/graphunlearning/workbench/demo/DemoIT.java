package org.graphunlearning.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphWriter;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.workbench.e2e.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration on a small graph; {@code ./demo} itself only starts the server before and stops it after. */
@ExtendWith(SharedServer.class)
class DemoIT {
    @Test
    void tellsOfExactDeletions(@TempDir Path folder, SharedServer.Running running) {
        GraphWriter.write(KarateClub.communities(), folder);
        var options = DemoOptions.parse("--graph", folder.toString(), "--seeds", "2");
        var out = new ByteArrayOutputStream();
        var console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8));

        var result = new Story(options, options.readGraph(), console).tell(running.client());

        assertThat(result.exactMatchesRetrain()).isTrue();
        assertThat(result.toJson())
                .startsWith("{\"graph\": \"karate\", \"architecture\": \"GCN\", \"seeds\": 2, \"testAccuracyMean\": 0.")
                .contains("\"nodesDeleted\": 2, \"edgesDeleted\": 2, \"featuresDeleted\": 2, \"trainMillis\": ");
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.matches("node 1 with its 9 edges +EXACT .* equal .*"));
    }

    @Test
    void tellsTheSameOfShards(@TempDir Path folder, SharedServer.Running running) {
        GraphWriter.write(
                CitationLike.generate(CitationLike.Settings.likeCora(3).withNodes(600)), folder);
        var options = DemoOptions.parse("--graph", folder.toString(), "--shards", "4");
        var console = new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

        var result = new Story(options, options.readGraph(), console).tell(running.client());

        assertThat(result.exactMatchesRetrain()).isTrue();
        assertThat(result.steps())
                .anyMatch(step -> step.what().endsWith("between two shards")
                        && step.deleted().shards() == 0);
        assertThat(result.toJson())
                .contains("\"shardCount\": 4, \"keptEdges\": 0.")
                .endsWith("\"shardsTouched\": 1}");
    }

    @Test
    void leavesQueriesThatRun(@TempDir Path folder, SharedServer.Running running) {
        GraphWriter.write(KarateClub.communities(), folder);
        var options = DemoOptions.parse("--graph", folder.toString());
        var console = new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        var story = new Story(options, options.readGraph(), console);
        story.tell(running.client());

        for (var query : story.queriesToPaste()) {
            assertThat(running.client().run(query.strip(), Map.of())).isNotEmpty();
        }
    }
}
