package org.graphunlearning.procedures.projection;

import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.procedures.lifecycle.CallScope;

/**
 * Reads the database into a {@link Graph}: one scan for nodes, one for relationships, one pass over node properties.
 *
 * <p>While the caller's transaction has changed nothing, properties are read in parallel in transactions of their own, which
 * is a read-committed view and no snapshot; whoever unlearns holds the model's lock meanwhile. Memory is checked before each
 * allocation that grows with the graph.
 */
public final class Projector {
    private static final int BYTES_PER_NODE = 64; // ids, keys, marks, labels, roles, row index

    private static final int SAMPLE = 1000;

    private final CallScope scope;
    private final ProjectionRequest request;

    private Projector(CallScope scope, ProjectionRequest request) {
        this.scope = scope;
        this.request = request;
    }

    /**
     * Projects.
     *
     * @throws IllegalArgumentException when a name does not exist, the graph is empty, or a property does not fit
     * @throws IllegalStateException when memory does not suffice or the graph changed meanwhile
     */
    public static Projection project(CallScope scope, ProjectionRequest request) {
        return new Projector(scope, request).project();
    }

    private Projection project() {
        var spec = request.spec();
        SchemaNames.check(scope.transaction(), spec);
        var nodes = nodes();
        var edges = new EdgeScan(scope, spec, request.marks(), new IdRows(nodes.ids()));
        var adjacency = edges.read(nodes.ids().length);

        var features = featureReader(nodes.ids());
        var properties = new NodeProperties(request, nodes, features);
        new ChunkedRead(scope, request.concurrency()).run(nodes.ids().length, properties);
        var labels = properties.labels();
        var split = properties.split(nodes.keys(), labels);

        var graph = Graph.of(nodes.keys(), adjacency, features.finish(), labels, split);
        long parallel = edges.scanned() - (long) adjacency.edgeCount();
        var counts = new Projection.Counts(properties.incomplete(), edges.selfLoops(), parallel);
        return new Projection(graph, nodes.ids(), nodes.marks(), features.layout(), counts);
    }

    /**
     * Counts without reading properties of more than a few nodes; same errors as {@link #project} for names and sizes.
     *
     * @param nodes nodes taken in
     * @param relationships relationships between them, parallel ones counted each
     * @param columns width of the feature vector
     * @param featureValues stored feature values: all of a dense matrix, an extrapolation for sparse vectors
     */
    public record Size(long nodes, long relationships, int columns, long featureValues) {}

    /** Measures what a projection would take in. */
    public static Size measure(CallScope scope, ProjectionSpec spec) {
        SchemaNames.check(scope.transaction(), spec);
        var ids = NodeScan.idsOf(scope, spec);
        var edges = new EdgeScan(scope, spec, null, new IdRows(ids));
        long relationships = edges.count();
        if (spec.features() instanceof FeatureSource.Dense dense) {
            int columns = DenseReader.discover(scope, dense, ids).columns();
            return new Size(ids.length, relationships, columns, (long) columns * ids.length);
        }
        var sparse = (FeatureSource.Sparse) spec.features();
        return new Size(ids.length, relationships, sparse.dimension(), extrapolated(scope, sparse, ids));
    }

    private static long extrapolated(CallScope scope, FeatureSource.Sparse source, long[] ids) {
        int step = Math.max(1, ids.length / SAMPLE);
        long sampled = 0;
        long values = 0;
        for (int i = 0; i < ids.length; i += step) {
            var node = InternalIds.node(scope.transaction(), ids[i]);
            var listed = node.getProperty(source.indices(), null);
            values += listed == null ? 0 : Numbers.width(node, source.indices(), listed);
            sampled++;
        }
        return values * ids.length / sampled;
    }

    private NodeKeys.Ordered nodes() {
        var ids = NodeScan.idsOf(scope, request.spec());
        MemoryBudget.require("Projecting nodes", (long) ids.length * BYTES_PER_NODE);
        var keys = new NodeKeys(request.spec(), request.marks(), ids);
        if (keys.needsReading()) {
            new ChunkedRead(scope, request.concurrency()).run(ids.length, keys);
        }
        return keys.ordered(scope.transaction());
    }

    private FeatureReader featureReader(long[] ids) {
        if (!request.withFeatures() && request.layout() != null) {
            return new NoFeatures(request.layout(), ids.length);
        }
        var source = request.spec().features();
        if (source instanceof FeatureSource.Dense dense) {
            return new DenseReader(scope, dense, request.layout(), ids);
        }
        if (source instanceof FeatureSource.Sparse sparse) {
            return new SparseReader(sparse, request.layout() != null, ids.length);
        }
        throw new IllegalStateException("Unknown kind of feature source.");
    }
}
