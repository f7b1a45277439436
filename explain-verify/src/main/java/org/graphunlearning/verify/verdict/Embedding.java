package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.verify.metric.HeatMap;

/**
 * One vector per model, all in one layout, cut into pieces that belong to a node: square roots of distributions, scaled so that the
 * Euclidean distance of two vectors is the root mean square Hellinger distance of the distributions.
 *
 * @param keys whom each piece belongs to; a node may have several
 * @param pieces piece x model x entry
 * @param models how many
 */
record Embedding(long[] keys, double[][][] pieces, int models) {
    /** Posteriors of some nodes: model x node x class. */
    static Embedding ofPosteriors(long[] keys, List<double[][]> models) {
        var pieces = new double[keys.length][models.size()][];
        double scale = 1 / Math.sqrt(2.0 * keys.length);
        for (int u = 0; u < keys.length; u++) {
            for (int m = 0; m < models.size(); m++) {
                pieces[u][m] = roots(models.get(m)[u], scale);
            }
        }
        return new Embedding(keys, pieces, models.size());
    }

    private static double[] roots(double[] distribution, double scale) {
        var out = new double[distribution.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.sqrt(distribution[c]) * scale;
        }
        return out;
    }

    /**
     * Heat maps of some nodes, each on the union of the supports of all models.
     *
     * @param maps per node one map per model
     */
    static Embedding ofHeatMaps(long[] keys, List<List<HeatMap>> maps, int models) {
        var pieces = new double[keys.length][][];
        double scale = 1 / Math.sqrt(2.0 * keys.length);
        for (int u = 0; u < keys.length; u++) {
            pieces[u] = merged(maps.get(u), scale);
        }
        return new Embedding(keys, pieces, models);
    }

    /** A merge of sorted lists, linear in their entries times the number of models. */
    private static double[][] merged(List<HeatMap> maps, double scale) {
        int entries = maps.stream().mapToInt(HeatMap::size).sum();
        var out = new double[maps.size()][entries];
        var at = new int[maps.size()];
        int length = 0;
        for (int next = smallest(maps, at); next >= 0; next = smallest(maps, at)) {
            var least = maps.get(next);
            int place = at[next];
            for (int m = 0; m < at.length; m++) {
                var map = maps.get(m);
                if (at[m] < map.size() && !least.precedes(place, map, at[m])) {
                    out[m][length] = Math.sqrt(map.shares().values()[at[m]++]) * scale;
                }
            }
            length++;
        }
        for (int m = 0; m < out.length; m++) {
            out[m] = Arrays.copyOf(out[m], length);
        }
        return out;
    }

    private static int smallest(List<HeatMap> maps, int[] at) {
        int best = -1;
        for (int m = 0; m < at.length; m++) {
            if (at[m] < maps.get(m).size() && (best < 0 || maps.get(m).precedes(at[m], maps.get(best), at[best]))) {
                best = m;
            }
        }
        return best;
    }

    /** Both behind each other. */
    Embedding and(Embedding other) {
        var allKeys = Arrays.copyOf(keys, keys.length + other.keys.length);
        System.arraycopy(other.keys, 0, allKeys, keys.length, other.keys.length);
        var allPieces = Arrays.copyOf(pieces, allKeys.length);
        System.arraycopy(other.pieces, 0, allPieces, keys.length, other.keys.length);
        return new Embedding(allKeys, allPieces, models);
    }

    /** The vector of a model. */
    double[] vector(int model) {
        var parts = new ArrayList<double[]>();
        int length = 0;
        for (var piece : pieces) {
            parts.add(piece[model]);
            length += piece[model].length;
        }
        var out = new double[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    /** What a piece adds to the movement of a model from one towards another. */
    Displacement displacement(int piece, Way way, int candidate) {
        var of = pieces[piece];
        return Displacement.of(of[way.untouched()], of[way.reference()], of[candidate]);
    }

    /** The movement of a model, summed piece by piece. */
    Movement movement(Way way, int candidate) {
        var sum = Displacement.NONE;
        for (int u = 0; u < pieces.length; u++) {
            sum = sum.plus(displacement(u, way, candidate));
        }
        return Movement.of(sum);
    }

    /** Positions of the models between which a way leads. */
    record Way(int untouched, int reference) {}
}
