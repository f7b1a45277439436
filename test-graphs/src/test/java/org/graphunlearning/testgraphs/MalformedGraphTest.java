package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.graphunlearning.testgraphs.GraphReader.Limits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedGraphTest {
    @TempDir
    Path dir;

    private GraphFolder folder;

    @BeforeEach
    void writePath() {
        folder = new GraphFolder(dir);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'id,label;0,x'                 | 2 | `label` is not a whole number
        'id,label;0,-2'                | 2 | `label` is outside -1..9223372036854775807
        'id,label;0,99999999999999999999' | 2 | `label` is not a whole number
        'id,label;0,1;2,1'             | 3 | `id` must be 1, as ids count up from 0
        'id,label;0'                   | 2 | there are 1 fields for 2 headings
        'id,label;0,1,2'               | 2 | there are more fields than the 2 headings
        'id,label;0,1;;'               | 3 | there are 1 fields for 2 headings
        'id,split;0,training'          | 2 | `split` is none of train, val, test, none
        'id,split_random;0,'           | 2 | `split_random` is none of train, val, test, none
        'key,label;0,1'                | 1 | there is no column `id`
        'id,id;0,1'                    | 1 | a column is named twice
        'id;"0"'                       | 2 | `id` is not a whole number
        """)
    void namesFileAndLineOfABadNode(String text, int line, String problem) {
        folder.nodes(text.replace(';', '\n'));

        assertRefused(String.format(Locale.ROOT, "`nodes.csv.gz` line %d: %s.", line, problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'source,target;0,3'       | 2 | `target` is outside 0..2
        'source,target;-1,2'      | 2 | `source` is outside 0..2
        'source,target;0,4294967297' | 2 | `target` is outside 0..2
        'source,target;0,1;1,1'   | 3 | `source` must be below `target` in an undirected graph
        'source,target;2,1'       | 2 | `source` must be below `target` in an undirected graph
        'source,target;0,1;0,1'   | 3 | the edge repeats or is out of order; sort by `source`, then `target`
        'source,target;1,2;0,1'   | 3 | the edge repeats or is out of order; sort by `source`, then `target`
        'source,target;0, 1'      | 2 | `target` is not a whole number
        'source,to;0,1'           | 1 | there is no column `target`
        """)
    void namesFileAndLineOfABadEdge(String text, int line, String problem) {
        folder.edges(text.replace(';', '\n'));

        assertRefused(String.format(Locale.ROOT, "`edges.csv.gz` line %d: %s.", line, problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'id,index;0,1 x;1,;2,'          | 2 | `index` holds an entry that is not a whole number
        'id,index;0,1  2;1,;2,'         | 2 | `index` must part its entries by single spaces
        'id,index;0,1 ;1,;2,'           | 2 | `index` must part its entries by single spaces
        'id,index;0, 1;1,;2,'           | 2 | `index` must part its entries by single spaces
        'id,index;0,-1;1,;2,'           | 2 | `index` holds an entry outside 0..9999999
        'id,index;0,10000000;1,;2,'     | 2 | `index` holds an entry outside 0..9999999
        'id,index;0,2 1;1,;2,'          | 2 | the entries of `index` do not ascend
        'id,index;0,1 1;1,;2,'          | 2 | the entries of `index` do not ascend
        'id,index;0,1;2,'               | 3 | `id` must be 1, as ids count up from 0
        'id,index;0,1;1,'               | 4 | the file ends after 2 of 3 nodes
        'id,index;0,;1,;2,;3,'          | 5 | there are more than 3 nodes with features
        'id,index,value;0,1 2,1;1,,;2,,'| 2 | `index` and `value` differ in length
        'id,index,value;0,1,NaN;1,,;2,,'| 2 | `value` holds an entry that is not a finite number
        'id,index,value;0,1,1e99;1,,;2,,'| 2 | `value` holds an entry that is not a finite number
        'id,index,value;0,1,0x1p3;1,,;2,,'| 2 | `value` holds an entry that is not a finite number
        """)
    void namesFileAndLineOfABadFeature(String text, int line, String problem) {
        folder.features(text.replace(';', '\n'));

        assertRefused(String.format(Locale.ROOT, "`features.csv.gz` line %d: %s.", line, problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"nodes": 4}       | `meta.json` tells of 4 nodes, but `nodes.csv.gz` has 3.
        {"edges": 1}       | `meta.json` tells of 1 edges, but `edges.csv.gz` has 2.
        {"nodes": -1}      | In `meta.json`, `nodes` must be a whole number of 0 or more.
        {"nodes": 1e99}    | In `meta.json`, `nodes` must be a whole number of 0 or more.
        {"nodes": "3"}     | In `meta.json`, `nodes` must be a whole number of 0 or more.
        {"directed": 1}    | In `meta.json`, `name` must be a text and `directed` true or false.
        {"features": 5}    | `meta.json` tells of 5 features, but the graph folder has no file `features.csv.gz`.
        {"nodes": 3        | `meta.json` is not valid JSON at character 12.
        """)
    void refusesMetaThatIsWrong(String json, String message) {
        folder.meta(json);

        assertRefused(message);
    }

    @Test
    void refusesMetaThatIsHuge() {
        folder.meta(" ".repeat(100_000));

        assertRefused("`meta.json` is longer than 65536 bytes.");
    }

    @Test
    void refusesAFolderWithoutNodes() {
        folder.without("nodes.csv.gz");

        assertRefused("The graph folder has no file `nodes.csv.gz`.");
    }

    @Test
    void refusesAnEmptyFile() {
        folder.nodes("");

        assertRefused("`nodes.csv.gz` line 1: the heading line is missing.");
    }

    @Test
    void refusesAFileThatIsNotZipped() {
        folder.raw("edges.csv.gz", GraphFolder.PATH_EDGES.getBytes(StandardCharsets.UTF_8));

        assertRefused("`edges.csv.gz` is not a gzip file.");
    }

    @Test
    void refusesAFileThatEndsTooEarly() {
        folder.cut("edges.csv.gz", 20);

        assertThatThrownBy(folder::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("`edges.csv.gz` line \\d: the gzip data is damaged or ends too early\\.");
    }

    @Test
    void reportsADiskThatFailsAsSuch() throws Exception {
        folder.without("edges.csv.gz");
        Files.createDirectory(dir.resolve("edges.csv.gz"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(folder::read)
                .withMessage("Could not read `edges.csv.gz`.");
    }

    @Test
    void refusesMoreNodesThanTheLimit() {
        assertRefused(new Limits(2, 9, 9, 9, 99), "`nodes.csv.gz` line 4: there are more than 2 nodes.");
    }

    @Test
    void refusesMoreEdgesThanTheLimit() {
        assertRefused(new Limits(3, 1, 9, 9, 99), "`edges.csv.gz` line 3: there are more than 1 edges.");
    }

    @Test
    void refusesMoreFeatureValuesThanTheLimit() {
        folder.features("id,index\n0,1 2\n1,3\n2,\n");

        assertRefused(new Limits(3, 9, 2, 9, 99), "`features.csv.gz` line 3: there are more than 2 feature values.");
    }

    @Test
    void refusesAWidthAboveTheLimit() {
        folder.features("id,index\n0,\n1,\n2,\n").meta("{\"features\": 10}");

        assertRefused(new Limits(3, 9, 9, 9, 99), "`meta.json` tells of 10 features; the limit is 9.");
    }

    @Test
    void refusesALineAboveTheLimit() {
        folder.features("id,index\n0,1 2 3 4 5 6 7 8 9 10 11 12 13\n");

        assertRefused(new Limits(3, 9, 99, 99, 27), "`features.csv.gz` line 2: the line is longer than 27 bytes.");
    }

    @Test
    void refusesAnEndlessLineWithoutHoldingIt() {
        folder.edges("source,target\n" + "0".repeat(5_000_000));

        assertRefused(new Limits(3, 9, 9, 9, 1000), "`edges.csv.gz` line 2: the line is longer than 1000 bytes.");
    }

    private void assertRefused(String message) {
        assertRefused(Limits.DEFAULT, message);
    }

    private void assertRefused(Limits limits, String message) {
        assertThatThrownBy(() -> folder.read(limits))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
