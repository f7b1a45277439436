package org.graphunlearning.procedures.projection;

/** A merge sort that carries indices along with their keys; no boxing, {@code O(n log n)}. */
final class SortedByKey {
    private SortedByKey() {}

    /** The {@code indices} in the order of {@code keys}, which run parallel to them; both inputs are consumed. */
    static int[] permutation(int[] indices, long[] keys) {
        int n = indices.length;
        var fromIndex = indices;
        var fromKey = keys;
        var toIndex = new int[n];
        var toKey = new long[n];
        for (int width = 1; width < n; width *= 2) {
            for (int start = 0; start < n; start += 2 * width) {
                int middle = Math.min(start + width, n);
                int end = Math.min(middle + width, n);
                int left = start;
                int right = middle;
                for (int k = start; k < end; k++) {
                    boolean takeLeft = left < middle && (right >= end || fromKey[left] <= fromKey[right]);
                    int from = takeLeft ? left++ : right++;
                    toIndex[k] = fromIndex[from];
                    toKey[k] = fromKey[from];
                }
                if (end == n) {
                    break; // also keeps start + 2 * width from overflowing
                }
            }
            var index = fromIndex;
            var key = fromKey;
            fromIndex = toIndex;
            fromKey = toKey;
            toIndex = index;
            toKey = key;
        }
        return fromIndex;
    }
}
