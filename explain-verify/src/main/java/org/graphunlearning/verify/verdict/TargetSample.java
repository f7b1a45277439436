package org.graphunlearning.verify.verdict;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The nodes whose predictions are explained: the whole region if it is small, else a sample in proportion to how many nodes lie at
 * which distance. Anybody can draw it again: no generator, only hashes.
 *
 * @param keys node keys, ascending
 * @param hops distance of each from what is deleted
 * @param regionSize how many nodes the region has
 * @param forgotten whether these are the forgotten nodes themselves
 */
public record TargetSample(long[] keys, int[] hops, int regionSize, boolean forgotten) {
    /**
     * Chooses targets. At every distance there is one, where {@code most} allows, and the other places go by Sainte-Lague's method;
     * at one distance those nodes win that have the smallest SHA-256 of seed and key, both as eight bytes, high byte first. A hash
     * per node and a sort.
     *
     * @param most how many at most, at least 1
     * @param seed of the run
     */
    public static TargetSample of(Region region, int most, long seed) {
        if (most < 1) {
            throw new IllegalArgumentException("`maxTargets` must be at least 1, not " + most + ".");
        }
        if (region.size() <= most) {
            return new TargetSample(region.keys(), region.hops(), region.size(), region.forgotten());
        }
        var strata = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < region.size(); i++) {
            strata.computeIfAbsent(region.hops()[i], hop -> new ArrayList<>()).add(i);
        }
        var members = List.copyOf(strata.values());
        int[] places = places(members.stream().mapToInt(List::size).toArray(), most);
        var chosen = new ArrayList<Integer>();
        for (int s = 0; s < places.length; s++) {
            chosen.addAll(smallest(members.get(s), places[s], region, seed));
        }
        int[] at = chosen.stream().mapToInt(i -> i).sorted().toArray();
        return new TargetSample(
                Arrays.stream(at).mapToLong(i -> region.keys()[i]).toArray(),
                Arrays.stream(at).map(i -> region.hops()[i]).toArray(),
                region.size(),
                region.forgotten());
    }

    /** Places per stratum, fewer in all than its members in all; never more than one of them has. */
    static int[] places(int[] sizes, int most) {
        var places = new int[sizes.length];
        for (int given = 0; given < most; given++) {
            int best = 0;
            for (int s = 1; s < sizes.length; s++) {
                if (claim(sizes[s], places[s]) > claim(sizes[best], places[best])) {
                    best = s;
                }
            }
            places[best]++;
        }
        return places;
    }

    private static double claim(int size, int has) {
        return has == 0 ? Double.POSITIVE_INFINITY : size / (2.0 * has + 1);
    }

    private record Hashed(int member, byte[] hash) {}

    private static List<Integer> smallest(List<Integer> members, int count, Region region, long seed) {
        var digest = sha256();
        var buffer = ByteBuffer.allocate(2 * Long.BYTES);
        return members.stream()
                .map(i -> new Hashed(
                        i,
                        digest.digest(buffer.clear()
                                .putLong(seed)
                                .putLong(region.keys()[i])
                                .array())))
                .sorted((a, b) -> Arrays.compareUnsigned(a.hash(), b.hash()))
                .limit(count)
                .map(Hashed::member)
                .toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }

    /** How many. */
    public int size() {
        return keys.length;
    }

    /** Share of the region that is looked at, in (0, 1]; 1 for an empty region. */
    public double coverage() {
        return regionSize == 0 ? 1 : (double) size() / regionSize;
    }
}
