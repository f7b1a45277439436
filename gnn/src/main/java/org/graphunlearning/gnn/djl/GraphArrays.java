package org.graphunlearning.gnn.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;

/**
 * A query as named arrays, which is what travels through a predictor.
 *
 * <table>
 *   <caption>Arrays</caption>
 *   <tr><td>nodes</td><td>int64 [n]</td><td>node keys, ascending</td></tr>
 *   <tr><td>ptr, idx</td><td>int32</td><td>in-neighbours in compressed rows</td></tr>
 *   <tr><td>directed</td><td>boolean [1]</td><td></td></tr>
 *   <tr><td>keys</td><td>int64</td><td>keys of the nodes asked for</td></tr>
 *   <tr><td>features</td><td>float32 [n, columns]</td><td>dense features, or instead</td></tr>
 *   <tr><td>columns, featurePtr, featureIdx, featureVal</td><td>int32, int32, int32, float32</td><td>sparse ones</td></tr>
 * </table>
 */
final class GraphArrays {
    private GraphArrays() {}

    static NDList of(NodeQuery query, NDManager manager) {
        var graph = query.graph();
        var out = new NDList();
        add(out, "nodes", manager.create(graph.keys()));
        add(out, "ptr", manager.create(graph.adjacency().ptr()));
        add(out, "idx", manager.create(graph.adjacency().idx()));
        add(out, "directed", manager.create(new boolean[] {graph.adjacency().directed()}));
        add(out, "keys", manager.create(query.keys()));
        if (graph.features() instanceof SparseFeatures x) {
            add(out, "columns", manager.create(new int[] {x.columns()}));
            add(out, "featurePtr", manager.create(x.ptr()));
            add(out, "featureIdx", manager.create(x.idx()));
            add(out, "featureVal", manager.create(x.val()));
        } else if (graph.features() instanceof DenseFeatures x) {
            add(out, "features", manager.create(x.values(), new Shape(x.rows(), x.columns())));
        }
        return out;
    }

    private static void add(NDList list, String name, NDArray array) {
        array.setName(name);
        list.add(array);
    }

    static NodeQuery read(NDList arrays) {
        long[] nodes = named(arrays, "nodes").toLongArray();
        var adjacency = new Adjacency(
                named(arrays, "ptr").toIntArray(),
                named(arrays, "idx").toIntArray(),
                named(arrays, "directed").toBooleanArray()[0]);
        var unlabelled = Labels.of(new Object[nodes.length]);
        var graph = Graph.of(nodes, adjacency, features(arrays), unlabelled, new Split(new byte[nodes.length]));
        return new NodeQuery(graph, named(arrays, "keys").toLongArray());
    }

    private static Features features(NDList arrays) {
        var dense = arrays.get("features");
        if (dense != null) {
            return new DenseFeatures(Math.toIntExact(dense.getShape().get(1)), dense.toFloatArray());
        }
        return new SparseFeatures(
                named(arrays, "columns").toIntArray()[0],
                named(arrays, "featurePtr").toIntArray(),
                named(arrays, "featureIdx").toIntArray(),
                named(arrays, "featureVal").toFloatArray());
    }

    private static NDArray named(NDList arrays, String name) {
        var array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("The input has no array named `" + name + "`.");
        }
        return array;
    }
}
