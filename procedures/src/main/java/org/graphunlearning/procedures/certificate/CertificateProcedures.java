package org.graphunlearning.procedures.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.job.Jobs;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.verify.certificate.CanonicalJson;
import org.graphunlearning.verify.certificate.Step;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.certificate.*}. */
@NullUnmarked
public class CertificateProcedures {
    private static final String ID = "The request.";

    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Gives the entries of a request. */
    @Procedure(name = "unlearn.certificate.get", mode = Mode.READ)
    @Description("Gives what the chain says of a request, entry by entry: that it was taken up and what became of it.")
    public Stream<EntryRow> get(@Name(value = "requestId", description = ID) String requestId) {
        var entries = new ChainStore(scope).of(named(requestId)).stream().map(EntryRow::of);
        var old = new CertificateStore(scope)
                .unchained(requestId).entrySet().stream().map(entry -> EntryRow.ofFormat2(requestId, entry));
        var rows = Stream.concat(old, entries).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(nothingOf(requestId));
        }
        return rows.stream();
    }

    /** Checks a request. */
    @Procedure(name = "unlearn.certificate.verify", mode = Mode.READ)
    @Description(
            "Checks the chain, that a request left no element and no parameter behind, and that its verdict follows"
                    + " from the numbers signed.")
    public Stream<StepRow> verify(
            @Name(value = "requestId", description = ID) String requestId,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "`receipt` (looks for the elements), `recompute` (trains again and compares),"
                                    + " `metrics` (measures again what can be), `publicKey` (PEM), `concurrency`.")
                    Map<String, Object> configuration) {
        var config = VerifyConfig.parse(configuration);
        var id = named(requestId);
        return Jobs.run(scope, "unlearn.certificate.verify", null, at -> new RequestCheck(at, config).steps(id))
                .stream()
                .map(StepRow::of);
    }

    /** Checks the chain. */
    @Procedure(name = "unlearn.certificate.chain", mode = Mode.READ)
    @Description("Checks every certificate and lists the requests that are open.")
    public Stream<StepRow> chain(
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description =
                                    "`verify` (false: only tells the head), `publicKey` (PEM), `head` (a hash noted"
                                            + " earlier).")
                    Map<String, Object> configuration) {
        var config = VerifyConfig.OfChain.parse(configuration);
        var end = new ChainStore(scope).end();
        return config.verify()
                ? new StoredChain(scope).steps(config.expected()).stream().map(StepRow::of)
                : Stream.of(new StepRow(
                        "stored",
                        null,
                        "The chain ends with entry " + end.seq() + ", hash " + end.hash() + "; not checked."));
    }

    /** Exports the chain. */
    @Procedure(name = "unlearn.certificate.export", mode = Mode.READ)
    @Description("Gives the chain as lines of JSON, for checking outside the database.")
    public Stream<LineRow> export() {
        return new ChainStore(scope).entries().map(stored -> new LineRow(stored.seq(), stored.line()));
    }

    /** Prunes the chain. */
    @Procedure(name = "unlearn.certificate.prune", mode = Mode.WRITE)
    @Description(
            "Removes the oldest entries of the chain, which its owner has exported, and adds an entry that says so.")
    public Stream<PruneRow> prune(
            @Name(
                            value = "configuration",
                            description =
                                    "`before` (number of the first entry that stays), `head` (hash of the last line"
                                            + " exported before it).")
                    Map<String, Object> configuration) {
        var prefix = new Pruning(scope).prune(Pruning.Config.parse(configuration));
        return Stream.of(
                new PruneRow(prefix.fromSeq(), prefix.toSeq(), prefix.count(), prefix.headHash(), prefix.toSeq() + 1));
    }

    private String nothingOf(String requestId) {
        var pruned = new PrunedRequests(scope);
        var sentence = pruned.sentence(requestId);
        return sentence == null
                ? "No request has this id, or its transaction has not been committed." + pruned.hint()
                : sentence;
    }

    private static String named(String requestId) {
        if (requestId == null || requestId.isBlank()) {
            throw new IllegalArgumentException("`requestId` is empty; give the id that the deletion yielded.");
        }
        return requestId;
    }

    /** A step of a check. */
    public record StepRow(
            @Description("Its name.") String step,

            @Description("Whether it held; null when it could not be made.") @Nullable
            Boolean ok,

            @Description("What was found.") String detail) {
        static StepRow of(Step step) {
            return new StepRow(step.step(), step.ok(), step.detail());
        }
    }

    /** An entry. */
    public record EntryRow(
            @Description("Number in the chain; null for certificates older than the chain.") @Nullable
            Long seq,

            @Description("The request.") String requestId,

            @Description("REQUESTED, COMPLETED or FAILED.") String event,

            @Description("The model, null before one is involved.") @Nullable
            String modelName,

            @Description("When, in UTC to the second.") @Nullable
            String time,

            @Description("Id of the key that signed it, null when unsigned.") @Nullable
            String signer,

            @Description("SHA-256 that the next entry names.")
            String hash,

            @Description("The line of the export; for older certificates the record.")
            String line,

            @Description("The entry as a map, with the bits of fractional numbers as hex digits.")
            Map<String, Object> content) {
        static EntryRow of(ChainStore.Stored stored) {
            var entry = stored.parsed();
            var content = entry.content();
            return new EntryRow(
                    stored.seq(),
                    content.id(),
                    content.event().name(),
                    (String) content.facts().procedure().get("modelName"),
                    content.time().toString(),
                    entry.signer().isEmpty() ? null : entry.signer(),
                    stored.sealed().hash(),
                    stored.line(),
                    parsed(stored.sealed().entry()));
        }

        static EntryRow ofFormat2(String requestId, Map.Entry<String, String> record) {
            var content = parsed(record.getValue());
            return new EntryRow(
                    null,
                    requestId,
                    "COMPLETED",
                    (String) content.get("modelName"),
                    (String) content.get("completedAt"),
                    null,
                    record.getKey(),
                    record.getValue(),
                    content);
        }

        private static Map<String, Object> parsed(String canonical) {
            return CanonicalJson.parse(canonical.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What is removed when the transaction commits. */
    public record PruneRow(
            @Description("First entry removed.") long fromSeq,
            @Description("Last entry removed.") long toSeq,
            @Description("How many.") long count,

            @Description("Hash of the last one, on which the rest of the chain builds.")
            String headHash,

            @Description("First entry that stays, from which the chain can be verified.")
            long verifiedFromSeq) {}

    /** A line. */
    public record LineRow(
            @Description("Number in the chain.") long seq,

            @Description("The entry, its hash and its signatures as JSON.")
            String line) {}
}
