package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void findsBlocksWithTheirTables() {
        var page = """
                Words.

                ```cypher
                RETURN 1 AS one,
                       'x' AS letter
                ```

                | one | letter |
                |---|---|
                | 1 | ... |

                More words.
                ```cypher
                RETURN 2
                ```
                """;

        assertThat(Readme.examples(page.lines().toList()))
                .containsExactly(
                        new Readme.Example(
                                3,
                                "RETURN 1 AS one,\n       'x' AS letter",
                                List.of(List.of("one", "letter"), List.of("1", "..."))),
                        new Readme.Example(13, "RETURN 2", List.of()));
    }

    @Test
    void leavesOutWhatIsMarked() {
        var page = """
                <!-- not run -->

                ```cypher
                RETURN 1
                ```
                ```cypher
                RETURN 2
                ```
                """;

        assertThat(Readme.examples(page.lines().toList()))
                .extracting(Readme.Example::query)
                .containsExactly("RETURN 2");
    }

    @Test
    void passesOverOtherBlocks() {
        assertThat(Readme.examples(List.of("```", "./demo", "```"))).isEmpty();
    }
}
