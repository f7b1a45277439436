package org.graphunlearning.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.graphunlearning.testgraphs.GraphWriter;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.PlantedPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    @Test
    void needsNone() {
        assertThat(DemoOptions.parse()).isEqualTo(new DemoOptions(null, "GCN", 1, 1, "split", false, false));
    }

    @Test
    void takesAll(@TempDir Path folder) {
        GraphWriter.write(KarateClub.communities(), folder);

        assertThat(DemoOptions.parse(("--graph " + folder
                                + " --architecture gat --seeds 5 --shards 10 --split split_random --serve --json")
                        .split(" ")))
                .isEqualTo(new DemoOptions(folder, "GAT", 5, 10, "split_random", true, true));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    --sedes 5,          "Unknown option `--sedes`; `./demo --help` lists the options."
                    --seeds,            "Option `--seeds` wants a value."
                    --seeds 0,          "Option `--seeds` takes a number from 1 to 100, not `0`."
                    --seeds 101,        "Option `--seeds` takes a number from 1 to 100, not `101`."
                    --shards 0,         "Option `--shards` takes a number from 1 to 999, not `0`."
                    --architecture CNN, "Option `--architecture` takes one of GCN, GAT, SGC, SIGN, SAGE, GIN, not `CNN`."
                    --split half,       "Option `--split` takes one of split, split_random, not `half`."
                    --graph /nowhere,   "Folder `/nowhere` holds no graph: there is no `nodes.csv.gz` in it."
                    """)
    void refusesInOneSentence(String arguments, String sentence) {
        var err = new ByteArrayOutputStream();

        int code = Demo.run(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo(sentence);
    }

    @Test
    void refusesGraphWithoutFeatures(@TempDir Path folder) {
        GraphWriter.write(PlantedPartition.generate(new PlantedPartition.Settings(40, 2, 0.4, 0.1, 1)), folder);

        assertThatThrownBy(() -> DemoOptions.parse("--graph", folder.toString()).readGraph())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no features or fewer than two classes");
    }
}
