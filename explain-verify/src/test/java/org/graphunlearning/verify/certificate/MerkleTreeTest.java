package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is a recursive definition of the root, and a value computed outside Java. */
class MerkleTreeTest {
    private static List<byte[]> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Digests.of(new byte[] {(byte) i}))
                .toList();
    }

    private static byte[] expected(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        int left = Integer.highestOneBit(hashes.size() - 1); // the largest power of two below
        return Digests.of(
                new byte[] {1}, expected(hashes.subList(0, left)), expected(hashes.subList(left, hashes.size())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 33})
    void hasTheRootOfItsDefinition(int count) {
        var leaves = keys(count).stream()
                .sorted(Arrays::compareUnsigned)
                .map(key -> Digests.of(new byte[] {0}, key))
                .toList();

        assertThat(MerkleTree.of(keys(count)).root()).isEqualTo(Digests.hex(expected(leaves)));
    }

    @Test
    void hasTheRootComputedElsewhere() {
        assertThat(MerkleTree.of(keys(5)).root())
                .isEqualTo("3afa2f51d328742e875597963a14ba48e21ab491403b5e89e1e72409978707db");
        assertThat(MerkleTree.of(List.of()).root())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void doesNotDependOnOrderOrRepetition() {
        var keys = new ArrayList<>(keys(9));
        var root = MerkleTree.of(keys).root();
        Collections.reverse(keys);
        keys.add(keys.get(3));

        assertThat(MerkleTree.of(keys).root()).isEqualTo(root);
        assertThat(MerkleTree.of(keys).size()).isEqualTo(9);
    }

    @Test
    void isNotTheRootOfItsOwnInnerNodes() {
        var two = MerkleTree.of(keys(2));
        var leaves =
                keys(2).stream().map(key -> Digests.of(new byte[] {0}, key)).toList();

        assertThat(MerkleTree.of(leaves).root()).isNotEqualTo(two.root());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void provesEachLeafAndNothingElse(int count) {
        var tree = MerkleTree.of(keys(count));
        for (var key : keys(count)) {
            var proof = tree.inclusion(key);

            assertThat(proof.holds(tree.root(), count)).isTrue();
            assertThat(new MerkleTree.Inclusion(key, proof.index() + 1, proof.siblings()).holds(tree.root(), count))
                    .isFalse();
            assertThat(new MerkleTree.Inclusion(Digests.of(key), proof.index(), proof.siblings())
                            .holds(tree.root(), count))
                    .isFalse();
            assertThat(proof.holds(MerkleTree.of(keys(count + 1)).root(), count + 1))
                    .isFalse();
            assertThat(tree.absence(key)).isNull();
        }
        assertThat(tree.inclusion(new byte[32])).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13})
    void provesTheAbsenceOfWhatIsNoLeaf(int count) {
        var tree = MerkleTree.of(keys(count));
        for (int i = 0; i < 40; i++) {
            var key = Digests.of(new byte[] {1, (byte) i});

            assertThat(tree.absence(key).holds(key, tree.root(), count)).isTrue();
        }
        var smallest = new byte[32];
        var greatest = new byte[32];
        Arrays.fill(greatest, (byte) 0xff);
        assertThat(tree.absence(smallest).holds(smallest, tree.root(), count)).isTrue();
        assertThat(tree.absence(greatest).holds(greatest, tree.root(), count)).isTrue();
    }

    @Test
    void doesNotProveTheAbsenceOfALeafWithNeighboursThatAreNone() {
        var keys = keys(8).stream().sorted(Arrays::compareUnsigned).toList();
        var tree = MerkleTree.of(keys);
        for (int i = 1; i < 7; i++) {
            var forged = new MerkleTree.Absence(tree.inclusion(keys.get(i - 1)), tree.inclusion(keys.get(i + 1)));

            assertThat(forged.holds(keys.get(i), tree.root(), 8)).isFalse();
        }
        var cut = new MerkleTree.Absence(tree.inclusion(keys.get(6)), null);
        assertThat(cut.holds(keys.get(7), tree.root(), 8)).isFalse();
        assertThat(cut.holds(keys.get(7), tree.root(), 7)).isFalse();
        assertThat(new MerkleTree.Absence(null, null).holds(keys.get(0), tree.root(), 8))
                .isFalse();
    }
}
