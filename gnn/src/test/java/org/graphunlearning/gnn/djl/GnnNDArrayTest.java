package org.graphunlearning.gnn.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GnnNDArrayTest {
    private final NDManager manager = GnnNDManager.ROOT.newSubManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void givesBackWhatItWasMadeOf() {
        assertThat(manager.create(new float[] {1, 2.5f}).toFloatArray()).containsExactly(1f, 2.5f);
        assertThat(manager.create(new int[] {1, -2}).toIntArray()).containsExactly(1, -2);
        assertThat(manager.create(new long[] {1L << 40}).toLongArray()).containsExactly(1L << 40);
        assertThat(manager.create(new double[] {0.1}).toDoubleArray()).containsExactly(0.1);
        assertThat(manager.create(new byte[] {3}).toByteArray()).containsExactly((byte) 3);
        assertThat(manager.create(new boolean[] {true, false}).toBooleanArray()).containsExactly(true, false);
        assertThat(manager.create(new float[0]).toFloatArray()).isEmpty();
        assertThat(manager.create(4f).getFloat()).isEqualTo(4f);
        assertThat(manager.zeros(new Shape(2, 2)).toFloatArray()).containsOnly(0f);
    }

    @Test
    void reshapesWithOneUnknown() {
        var array = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));

        assertThat(array.reshape(new Shape(3, -1)).getShape()).isEqualTo(new Shape(3, 2));
        assertThatThrownBy(() -> array.reshape(new Shape(4, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape (2, 3) cannot become (4, 2).");
    }

    @Test
    void findsOneValueByItsIndices() {
        var array = manager.create(new int[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));

        assertThat(array.getInt(1, 2)).isEqualTo(6);
        assertThatThrownBy(() -> array.getInt(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 indices do not name one value of shape (2, 3).");
        assertThatThrownBy(() -> array.getInt(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void duplicateIsACopy() {
        var array = manager.create(new float[] {1, 2});
        var copy = array.duplicate();
        array.set(new float[] {3, 4});

        assertThat(copy.toFloatArray()).containsExactly(1f, 2f);
        assertThat(array.toFloatArray()).containsExactly(3f, 4f);
        assertThat(array.argMax().getLong()).isEqualTo(1);
    }

    @Test
    void convertsTypes() {
        assertThat(manager.create(new float[] {1, 2})
                        .toType(DataType.INT32, false)
                        .toIntArray())
                .containsExactly(1, 2);
    }

    @Test
    void closingTheManagerClosesItsArrays() {
        var child = manager.newSubManager();
        var array = child.create(new float[] {1});
        child.close();

        assertThatThrownBy(array::toFloatArray)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The array has been closed.");
    }

    @Test
    void detachedArrayOutlivesItsManager() {
        var child = manager.newSubManager();
        var array = child.create(new float[] {1});
        array.detach();
        child.close();

        assertThat(array.toFloatArray()).containsExactly(1f);
        array.attach(manager);
        assertThat(manager.getManagedArrays()).contains(array);
    }

    @Test
    void listsTravelThroughBytes() {
        var named = manager.create(new float[] {1, 2}, new Shape(2, 1));
        named.setName("features");
        var back = NDList.decode(manager, new NDList(named).encode());

        assertThat(back.get("features").toFloatArray()).containsExactly(1f, 2f);
    }

    @Test
    void onlyParametersHaveGradients() {
        var array = manager.create(new float[] {1});

        assertThatThrownBy(array::getGradient)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Only the arrays of parameters have gradients.");
    }

    @Test
    void sparseGraphTravelsAsArrays() {
        var graph = Served.graph();
        var back = GraphArrays.read(GraphArrays.of(new NodeQuery(graph, new long[] {graph.key(4)}), manager));

        assertThat(back.keys()).containsExactly(graph.key(4));
        assertThat(back.graph().keys()).isEqualTo(graph.keys());
        assertThat(back.graph().adjacency().idx()).isEqualTo(graph.adjacency().idx());
        assertThat(back.graph().adjacency().directed()).isTrue();
        assertThat(((SparseFeatures) back.graph().features()).val())
                .isEqualTo(((SparseFeatures) graph.features()).val());
    }

    @Test
    void denseGraphTravelsAsArrays() {
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(12, 20, 5, false, false), 2);
        var back = GraphArrays.read(GraphArrays.of(NodeQuery.all(graph), manager));

        assertThat(((DenseFeatures) back.graph().features()).values())
                .isEqualTo(((DenseFeatures) graph.features()).values());
    }

    @Test
    void saysWhichArrayIsMissing() {
        var incomplete = new NDList(manager.create(1));

        assertThatThrownBy(() -> GraphArrays.read(incomplete))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The input has no array named `nodes`.");
    }
}
