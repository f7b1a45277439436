package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphReaderTest {
    @TempDir
    Path dir;

    private GraphFolder folder;

    @BeforeEach
    void writePath() {
        folder = new GraphFolder(dir);
    }

    @Test
    void readsNodesAndEdges() {
        var graph = folder.read();

        assertThat(graph.labels()).containsExactly(0, 1, -1);
        assertThat(graph.split()).containsExactly(NodeSplit.TRAIN, NodeSplit.TEST, NodeSplit.NONE);
        assertThat(graph.splitRandom()).containsExactly(NodeSplit.VALIDATION, NodeSplit.NONE, NodeSplit.NONE);
        assertThat(graph.edges()).isEqualTo(new EdgeList(new int[] {0, 1}, new int[] {1, 2}, false));
        assertThat(graph.features()).isEqualTo(SparseRows.none(3));
    }

    @Test
    void isNamedAfterTheFolderWithoutMeta() {
        assertThat(folder.read().name()).isEqualTo(dir.getFileName().toString());
    }

    @Test
    void takesNameAndDirectionFromMeta() {
        var graph = folder.edges("source,target\n2,1\n1,1\n2,1\n")
                .meta("{\"name\": \"loops\", \"directed\": true}")
                .read();

        assertThat(graph.name()).isEqualTo("loops");
        assertThat(graph.edges()).isEqualTo(new EdgeList(new int[] {2, 1, 2}, new int[] {1, 1, 1}, true));
    }

    @Test
    void findsColumnsByHeadingAndPassesOverOthers() {
        var graph = folder.nodes("name,split,id,label\nx,val,0,5\ny,none,1,-1\n,test,2,6\n")
                .edges("relation,target,source\n9,1,0\n")
                .read();

        assertThat(graph.labels()).containsExactly(5, -1, 6);
        assertThat(graph.split()).containsExactly(NodeSplit.VALIDATION, NodeSplit.NONE, NodeSplit.TEST);
        assertThat(graph.splitRandom()).containsOnly(NodeSplit.NONE);
        assertThat(graph.edgeCount()).isEqualTo(1);
    }

    @Test
    void needsNoColumnButTheId() {
        assertThat(folder.nodes("id\n0\n1\n2\n").read().marks()).isEqualTo(NodeMarks.none(3));
    }

    @Test
    void readsBinaryFeatures() {
        var graph = folder.features("id,index\n0,0 4\n1,\n2,3\n").read();

        assertThat(graph.features()).isEqualTo(SparseRows.binary(5, new int[] {0, 2, 2, 3}, new int[] {0, 4, 3}));
    }

    @Test
    void readsFeatureValues() {
        var graph =
                folder.features("id,index,value\n0,0 4,0.5 -2\n1,,\n2,3,1e-3\n").read();

        assertThat(graph.featureVal()).containsExactly(0.5f, -2f, 0.001f);
    }

    @Test
    void takesTheFeatureWidthFromMeta() {
        var graph = folder.features("id,index\n0,0\n1,\n2,\n")
                .meta("{\"features\": 9}")
                .read();

        assertThat(graph.featureCount()).isEqualTo(9);
    }

    @Test
    void readsALastLineWithoutLineEndAndWindowsLineEnds() {
        assertThat(folder.edges("source,target\r\n0,1\r\n1,2").read().edgeCount())
                .isEqualTo(2);
    }

    @Test
    void readsLinesThatCrossTheBuffer() {
        var index = new StringBuilder("0");
        for (int column = 1; column < 40_000; column++) {
            index.append(' ').append(column);
        }
        var graph = folder.features(String.format(Locale.ROOT, "id,index\n0,%s\n1,%s\n2,7\n", index, index))
                .read();

        assertThat(graph.featurePtr()).containsExactly(0, 40_000, 80_000, 80_001);
    }

    @Test
    void readsUpToTheLimits() {
        var limits = new GraphReader.Limits(3, 2, 2, 5, 27);

        assertThat(folder.features("id,index\n0,0 4\n1,\n2,\n").read(limits).nodeCount())
                .isEqualTo(3);
    }
}
