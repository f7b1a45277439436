"""The PyTorch side of `./bench train --peer` and `./bench unlearn --peer`: the same models on the same graphs, driven line by line.

It reads a command per line from standard input and answers each with one line, `ok ...` or `error <sentence>`, fields
parted by tabs:

    version                                  -> ok <PyTorch version> <BLAS>
    load <folder>                            -> ok <nodes> <edges> <columns> <training rows>
    model <GCN|GAT> <hidden> <heads> <classes> <dropout> <rate> <decay> <weights file>
                                             -> ok <form> ...     forms that fit into memory
    warm <form> <seconds>                    -> ok <variant> <millis per epoch>
    check <form> <file>                      -> ok               logits, then gradients, as float32
    train <form> <epochs>                    -> ok <millis> <CPU millis>      means over the epochs
    infer <form> <passes>                    -> ok <millis> <CPU millis>      means over the passes
    gif <GCN|GAT|SGC> <hidden> <heads> <classes> <iterations> <scale> <weights file> <task file> <answer file>
                                             -> ok <seconds> <variant>        gradient difference, then new weights

It ends when its input does. Threads are set by the caller through OMP_NUM_THREADS and OPENBLAS_NUM_THREADS: PyTorch's own setter does not reach the BLAS.

Two forms of each model:

* `dense`  What a user of PyTorch Geometric writes: dense X, dropout on all of X. GCN multiplies by a sparse adjacency, CSR or
           COO; GAT gathers and scatters along the edge list, by index_add or scatter_add.
* `sparse` The best we could make of PyTorch: sparse X, CSR or COO, dropout on its values only, its transpose kept ready. GAT may
           also aggregate by a sparse product, which PyTorch runs in parallel where it does not scatter in parallel.

Each form has variants; `warm` runs them all and keeps the fastest. The graph must be undirected: the adjacency serves as its
own transpose.

`gif` is the graph influence function (Wu et al. 2023) as its authors publish it: h <- v + h - H h / scale, starting at v, with v the
difference of the summed gradients of the affected training nodes before and after the deletion, H the Hessian of the summed loss of all
training nodes before it, by differentiating twice, and weights + h / scale in the end. No damping, no weight decay, no dropout.
The clock runs from the first forward pass to the new weights; finding the affected nodes and editing the graph are done before. X is
sparse; the first call with an architecture tries all variants and stays with the fastest.
"""

import copy
import gzip
import os
import sys
import time
import warnings

import numpy as np
import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore", message=".* in beta")

DENSE_LIMIT_BYTES = 4 << 30
EXAMINED_EPOCHS = 20
TRIED_ITERATIONS = 3
SLOPE = 0.2


class CsvGraph:
    """A folder of the CSV layout, feature rows divided by the sum of their absolute values, self loops added."""

    def __init__(self, folder):
        nodes = table(folder, "nodes")
        self.nodes = len(nodes["id"])
        labels = np.array(nodes["label"], dtype=np.int64)
        rows = np.flatnonzero((np.array(nodes["split"]) == "train") & (labels >= 0))
        self.training_rows = torch.from_numpy(rows)
        classes, targets = np.unique(labels[rows], return_inverse=True)
        self.targets = torch.from_numpy(targets)
        self.classes = len(classes)
        self.read_edges(folder)
        self.read_features(folder)

    def read_edges(self, folder):
        edges = table(folder, "edges")
        source = np.array(edges["source"], dtype=np.int64)
        target = np.array(edges["target"], dtype=np.int64)
        self.edges = len(source)
        loops = np.arange(self.nodes)
        sources = np.concatenate([source, target, loops])
        targets = np.concatenate([target, source, loops])
        order = np.lexsort((sources, targets))
        self.sources, self.receivers = sources[order], targets[order]
        self.starts = starts(self.receivers, self.nodes)

    def read_features(self, folder):
        features = table(folder, "features")
        rows = [np.fromstring(text, dtype=np.int64, sep=" ") for text in features["index"]]
        lengths = [len(row) for row in rows]
        self.feature_columns = np.concatenate(rows)
        self.feature_rows = np.repeat(np.arange(self.nodes), lengths)
        if "value" in features:
            values = np.concatenate([np.fromstring(text, dtype=np.float32, sep=" ") for text in features["value"]])
        else:
            values = np.ones(len(self.feature_columns), dtype=np.float32)
        sums = np.bincount(self.feature_rows, weights=np.abs(values).astype(np.float64), minlength=self.nodes)
        self.feature_values = (values / np.where(sums > 0, sums, 1)[self.feature_rows]).astype(np.float32)

    def without(self, nodes, edges, features):
        """The graph with some nodes cut off, edges gone and feature rows emptied; rows keep their numbers."""
        out = copy.copy(self)
        gone = np.zeros(self.nodes, dtype=bool)
        gone[nodes] = True
        pairs = np.concatenate([edges[:, 0] * self.nodes + edges[:, 1], edges[:, 1] * self.nodes + edges[:, 0]])
        dropped = np.isin(self.sources * self.nodes + self.receivers, pairs)
        cut = (gone[self.sources] | gone[self.receivers]) & (self.sources != self.receivers)
        kept = ~(dropped | cut)
        out.sources, out.receivers = self.sources[kept], self.receivers[kept]
        out.starts = starts(out.receivers, self.nodes)
        empty = np.zeros(self.nodes, dtype=bool)
        empty[features] = True
        full = ~empty[self.feature_rows]
        out.feature_rows, out.feature_columns = self.feature_rows[full], self.feature_columns[full]
        out.feature_values = self.feature_values[full]
        return out

    def adjacency_values(self):
        degrees = np.diff(self.starts).astype(np.float64)
        return (1 / np.sqrt(degrees[self.sources] * degrees[self.receivers])).astype(np.float32)


def table(folder, name):
    with gzip.open(os.path.join(folder, name + ".csv.gz"), "rt", encoding="utf-8") as lines:
        heading = next(lines).rstrip("\n").split(",")
        columns = zip(*(line.rstrip("\n").split(",") for line in lines))
        return dict(zip(heading, columns))


def starts(rows, count):
    return np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))])


class SparseMatrix:
    """A matrix whose rows are sorted, as CSR or COO, and its transpose with values moved along."""

    def __init__(self, layout, rows, columns, values, shape):
        self.layout = layout
        self.values = torch.from_numpy(values)
        self.there = self.structure(rows, columns, shape)
        order = np.lexsort((rows, columns))
        self.order = torch.from_numpy(order)
        self.back = self.structure(columns[order], rows[order], shape[::-1])

    def structure(self, rows, columns, shape):
        if self.layout == "coo":
            return torch.from_numpy(np.stack([rows, columns])), None, shape
        ends = starts(rows, shape[0]).astype(np.int32)
        return torch.from_numpy(ends), torch.from_numpy(columns.astype(np.int32)), shape

    def build(self, structure, values):
        index, columns, shape = structure
        if self.layout == "coo":
            return torch._sparse_coo_tensor_unsafe(index, values, shape)
        return torch._sparse_csr_tensor_unsafe(index, columns, values, shape)

    def pair(self, values):
        return self.build(self.there, values), self.build(self.back, values.index_select(0, self.order))


class SparseTimes(torch.autograd.Function):
    """`matrix @ dense` with a gradient for the dense side only, by the transpose that is ready; of any order."""

    @staticmethod
    def forward(ctx, dense, matrix, transposed):
        ctx.matrix, ctx.transposed = matrix, transposed
        return matrix @ dense

    @staticmethod
    def backward(ctx, gradient):
        return SparseTimes.apply(gradient.contiguous(), ctx.transposed, ctx.matrix), None, None


class Gather(torch.autograd.Function):
    """`rows[index]`, whose gradient sums by a sparse product instead of a scatter."""

    @staticmethod
    def forward(ctx, rows, index, incidence):
        ctx.index, ctx.incidence = index, incidence
        return rows.index_select(0, index)

    @staticmethod
    def backward(ctx, gradient):
        return Sum.apply(gradient, ctx.index, ctx.incidence), None, None


class Sum(torch.autograd.Function):
    """Sum of edge rows per node by a sparse product; the gradient gathers."""

    @staticmethod
    def forward(ctx, edges, index, incidence):
        ctx.index, ctx.incidence = index, incidence
        flat = edges.reshape(edges.shape[0], -1)
        return (incidence @ flat).view(-1, *edges.shape[1:])

    @staticmethod
    def backward(ctx, gradient):
        return Gather.apply(gradient, ctx.index, ctx.incidence), None, None


class DenseX:
    def __init__(self, graph, columns):
        self.x = torch.zeros(graph.nodes, columns)
        self.x[torch.from_numpy(graph.feature_rows), torch.from_numpy(graph.feature_columns)] = torch.from_numpy(
            graph.feature_values
        )

    def times(self, weight, dropout, training):
        return F.dropout(self.x, dropout, training) @ weight


class SparseX:
    def __init__(self, graph, columns, layout):
        self.x = SparseMatrix(
            layout, graph.feature_rows, graph.feature_columns, graph.feature_values, (graph.nodes, columns)
        )
        self.plain = self.x.pair(self.x.values)

    def times(self, weight, dropout, training):
        pair = self.x.pair(F.dropout(self.x.values, dropout, True)) if training and dropout > 0 else self.plain
        return SparseTimes.apply(weight, *pair)


class Gcn:
    def __init__(self, graph, features, layout):
        self.features = features
        shape = (graph.nodes, graph.nodes)
        adjacency = SparseMatrix(layout, graph.receivers, graph.sources, graph.adjacency_values(), shape)
        self.adjacency = adjacency.build(adjacency.there, adjacency.values)

    def propagate(self, rows):
        return SparseTimes.apply(rows, self.adjacency, self.adjacency)

    def logits(self, weights, setting, training):
        first, first_bias, second, second_bias = weights
        hidden = self.propagate(self.features.times(first, setting.dropout, training)) + first_bias
        hidden = F.dropout(F.relu(hidden), setting.dropout, training)
        return self.propagate(hidden @ second) + second_bias


class Sgc(Gcn):
    """Two hops and one product; the product first, because it narrows."""

    def logits(self, weights, setting, training):
        weight, bias = weights
        return self.propagate(self.propagate(self.features.times(weight, setting.dropout, training))) + bias


class EdgeList:
    """Gathers and sums along edges the way PyTorch Geometric does."""

    def __init__(self, graph, how):
        self.how = how
        self.nodes = graph.nodes
        self.sources = torch.from_numpy(graph.sources)
        self.receivers = torch.from_numpy(graph.receivers)

    def of_sources(self, rows):
        return rows.index_select(0, self.sources)

    def of_receivers(self, rows):
        return rows.index_select(0, self.receivers)

    def sum(self, edges):
        out = edges.new_zeros(self.nodes, *edges.shape[1:])
        if self.how == "index_add":
            return out.index_add(0, self.receivers, edges)
        return out.scatter_add(0, self.expanded(edges), edges)

    def expanded(self, edges):
        return self.receivers.view(-1, *[1] * (edges.dim() - 1)).expand_as(edges)

    def bound(self, logits, halves):
        largest = logits.new_full((self.nodes, logits.shape[1]), -float("inf"))
        largest.scatter_reduce_(0, self.expanded(logits), logits, "amax")
        return largest.index_select(0, self.receivers)


class EdgeProducts(EdgeList):
    """The same by sparse products with the incidence matrices of both ends."""

    def __init__(self, graph):
        super().__init__(graph, "product")
        count = len(graph.sources)
        ones = np.ones(count, dtype=np.float32)
        shape = (graph.nodes, count)
        order = np.argsort(graph.sources, kind="stable")
        self.out_of = self.incidence(SparseMatrix("csr", graph.sources[order], order, ones, shape))
        self.into = self.incidence(SparseMatrix("csr", graph.receivers, np.arange(count), ones, shape))

    @staticmethod
    def incidence(matrix):
        return matrix.build(matrix.there, matrix.values)

    def of_sources(self, rows):
        return Gather.apply(rows, self.sources, self.out_of)

    def of_receivers(self, rows):
        return Gather.apply(rows, self.receivers, self.into)

    def sum(self, edges):
        return Sum.apply(edges, self.receivers, self.into)

    def bound(self, logits, halves):
        # LeakyReLU ascends, so the largest source half bounds every logit of a receiver: no reduction along edges.
        of_source, of_receiver = halves
        return F.leaky_relu(of_receiver + of_source.max(0).values, SLOPE).index_select(0, self.receivers)


class Gat:
    def __init__(self, graph, features, edges):
        self.features = features
        self.edges = edges

    def attend(self, product, vectors, heads, dropout, training):
        to_receiver, to_source, bias = vectors
        edges = self.edges
        rows = product.view(-1, heads, product.shape[1] // heads)
        of_receiver = (rows * to_receiver.view(1, heads, -1)).sum(-1)
        of_source = (rows * to_source.view(1, heads, -1)).sum(-1)
        logits = F.leaky_relu(edges.of_sources(of_source) + edges.of_receivers(of_receiver), SLOPE)
        with torch.no_grad():
            bound = edges.bound(logits, (of_source, of_receiver))
        powers = (logits - bound).exp()
        attention = powers / edges.of_receivers(edges.sum(powers))
        attention = F.dropout(attention, dropout, training)
        summed = edges.sum(attention.unsqueeze(-1) * edges.of_sources(rows))
        return summed.reshape(product.shape) + bias

    def logits(self, weights, setting, training):
        product = self.features.times(weights[0], setting.dropout, training)
        hidden = F.elu(self.attend(product, weights[1:4], setting.heads, setting.dropout, training))
        hidden = F.dropout(hidden, setting.dropout, training)
        return self.attend(hidden @ weights[4], weights[5:8], 1, setting.dropout, training)


class Setting:
    def __init__(self, words):
        self.architecture = words[0]
        self.hidden, self.heads, self.classes = (int(word) for word in words[1:4])
        self.dropout, self.rate, self.decay = (float(word) for word in words[4:7])

    def shapes(self, columns):
        if self.architecture == "SGC":
            return [(columns, self.classes), (self.classes,)]
        layers = []
        width = columns
        for channels, heads in ((self.hidden, self.heads), (self.classes, 1)):
            outputs = channels * heads
            vectors = 1 if self.architecture == "GCN" else 3
            layers += [(width, outputs)] + [(outputs,)] * vectors
            width = outputs
        return layers


def mean_millis(work, times):
    """On the clock, and on all processors."""
    begin, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        work()
    return (time.perf_counter() - begin) * 1000 / times, (time.process_time() - cpu) * 1000 / times


class Form:
    """One form of a model with its own weights and optimiser; its variants share them."""

    def __init__(self, graph, setting, weights, variants):
        self.graph = graph
        self.setting = setting
        self.weights = [weight.clone().requires_grad_() for weight in weights]
        self.adam = torch.optim.Adam(self.weights, lr=setting.rate, weight_decay=setting.decay)
        self.variants = variants
        self.variant = next(iter(variants))

    def loss(self, training):
        logits = self.variants[self.variant].logits(self.weights, self.setting, training)
        return F.cross_entropy(logits[self.graph.training_rows], self.graph.targets), logits

    def epoch(self):
        self.adam.zero_grad()
        self.loss(True)[0].backward()
        self.adam.step()

    def inference(self):
        with torch.no_grad():
            self.variants[self.variant].logits(self.weights, self.setting, False)

    def warm(self, seconds):
        """Keeps the variant with the lowest median epoch and drops the rest with all they hold."""
        millis = {}
        for name in self.variants:
            self.variant = name
            end = time.perf_counter() + seconds / len(self.variants)
            self.epoch()
            samples = [mean_millis(self.epoch, 1)[0]]
            while time.perf_counter() < end and len(samples) < EXAMINED_EPOCHS:
                samples.append(mean_millis(self.epoch, 1)[0])
            millis[name] = float(np.median(samples))
        self.variant = min(millis, key=millis.get)
        self.variants = {self.variant: self.variants[self.variant]}
        return "%s\t%.4f" % (self.variant, millis[self.variant])

    def check(self, file):
        """Every variant must agree, so the one furthest from the first stands for all."""
        answers = [self.answer(name) for name in self.variants]
        first = answers[0]
        furthest = max(answers, key=lambda answer: float(np.abs(answer - first).max()))
        furthest.astype("<f4").tofile(file)

    def answer(self, name):
        self.variant = name
        self.adam.zero_grad()
        loss, logits = self.loss(False)
        loss.backward()
        parts = [logits.detach()] + [weight.grad for weight in self.weights]
        return np.concatenate([part.reshape(-1).numpy() for part in parts])


def sparse_variants(architecture):
    """How to make each variant for a graph and its number of columns."""

    def attention(layout, edges):
        return lambda graph, columns: Gat(graph, SparseX(graph, columns, layout), edges(graph))

    def propagation(layout, adjacency):
        model = {"GCN": Gcn, "SGC": Sgc}[architecture]
        return lambda graph, columns: model(graph, SparseX(graph, columns, layout), adjacency)

    out = {}
    for layout in ("csr", "coo"):
        if architecture == "GAT":
            out["X-%s/index_add" % layout] = attention(layout, lambda graph: EdgeList(graph, "index_add"))
            out["X-%s/product" % layout] = attention(layout, EdgeProducts)
        else:
            for adjacency in ("csr", "coo"):
                out["X-%s/A-%s" % (layout, adjacency)] = propagation(layout, adjacency)
    return out


class Influence:
    """One deletion for one variant of a model, bound to the graph before and after it."""

    def __init__(self, build, graph, setting, columns, task):
        self.setting = setting
        self.task = task
        edited = graph.without(task.rows("nodes"), task.rows("edges").reshape(-1, 2), task.rows("features"))
        self.before = build(graph, columns)
        self.after = build(edited, columns)

    def loss(self, logits, rows):
        index = torch.from_numpy(self.task.rows(rows))
        targets = torch.from_numpy(self.task.rows(rows + "Targets"))
        return F.cross_entropy(logits.index_select(0, index), targets, reduction="sum")

    def run(self, weights, iterations, scale):
        """Seconds, difference of gradients, new weights."""
        weights = [weight.clone().requires_grad_() for weight in weights]
        begin = time.perf_counter()
        logits = self.before.logits(weights, self.setting, False)
        whole = torch.autograd.grad(self.loss(logits, "training"), weights, create_graph=True)
        old = torch.autograd.grad(self.loss(logits, "before"), weights, retain_graph=True)
        new = torch.autograd.grad(self.loss(self.after.logits(weights, self.setting, False), "after"), weights)
        difference = [a - b for a, b in zip(old, new)]
        estimate = difference
        for _ in range(iterations):
            products = torch.autograd.grad(whole, weights, grad_outputs=estimate, retain_graph=True)
            estimate = [v + h - p / scale for v, h, p in zip(difference, estimate, products)]
        changed = [weight.detach() + h / scale for weight, h in zip(weights, estimate)]
        return time.perf_counter() - begin, difference, changed


class Task:
    """What to forget: a line per list of rows, its name first."""

    def __init__(self, file):
        with open(file, encoding="utf-8") as lines:
            words = [line.split() for line in lines]
        self.lists = {line[0]: np.array(line[1:], dtype=np.int64) for line in words}

    def rows(self, name):
        return self.lists[name]


def blas():
    """Debian's PyTorch takes any BLAS that is installed; with the reference one it is no rival."""
    if torch.backends.mkl.is_available():
        return "mkl"
    torch.ones(64, 64) @ torch.ones(64, 64)
    with open("/proc/self/maps") as maps:
        libraries = {os.path.basename(line.split()[-1]) for line in maps if ".so" in line}
    for name in ("openblas", "blis", "atlas"):
        if any(name in library for library in libraries):
            return name
    return "reference" if any(library.startswith("libblas.so") for library in libraries) else "unknown"


class Peer:
    def version(self, words):
        return "%s\t%s" % (torch.__version__, blas())

    def load(self, words):
        graph = CsvGraph(words[0])
        self.graph = graph
        self.fastest = {}
        self.columns = int(graph.feature_columns.max()) + 1
        return "%d\t%d\t%d\t%d" % (graph.nodes, graph.edges, self.columns, len(graph.training_rows))

    def model(self, words):
        setting = Setting(words[:7])
        weights = self.weights(words[7], setting)
        self.setting = setting
        self.forms = {}
        if 4 * self.graph.nodes * self.columns <= DENSE_LIMIT_BYTES:
            self.forms["dense"] = Form(self.graph, setting, weights, self.dense())
        self.forms["sparse"] = Form(self.graph, setting, weights, self.sparse())
        return "\t".join(self.forms)

    def weights(self, file, setting):
        numbers = torch.from_numpy(np.fromfile(file, dtype="<f4"))
        self.columns = self.width(numbers, setting)
        shapes = setting.shapes(self.columns)
        sizes = [int(np.prod(shape)) for shape in shapes]
        return [part.view(shape) for part, shape in zip(numbers.split(sizes), shapes)]

    @staticmethod
    def width(numbers, setting):
        """Columns of X, trailing empty ones included: what the weights have."""
        rest = sum(int(np.prod(shape)) for shape in setting.shapes(0))
        return (len(numbers) - rest) // setting.shapes(0)[0][1]

    def dense(self):
        x = DenseX(self.graph, self.columns)
        if self.setting.architecture == "GCN":
            return {"A-" + layout: Gcn(self.graph, x, layout) for layout in ("csr", "coo")}
        return {how: Gat(self.graph, x, EdgeList(self.graph, how)) for how in ("index_add", "scatter_add")}

    def sparse(self):
        return {name: build(self.graph, self.columns) for name, build in sparse_variants(self.setting.architecture).items()}

    def warm(self, words):
        return self.forms[words[0]].warm(float(words[1]))

    def check(self, words):
        self.forms[words[0]].check(words[1])
        return ""

    def train(self, words):
        return "%.6f\t%.6f" % mean_millis(self.forms[words[0]].epoch, int(words[1]))

    def infer(self, words):
        return "%.6f\t%.6f" % mean_millis(self.forms[words[0]].inference, int(words[1]))


    def gif(self, words):
        setting = Setting(words[:4] + ["0", "0", "0"])
        iterations, scale = int(words[4]), float(words[5])
        weights = self.weights(words[6], setting)
        task = Task(words[7])
        variants = sparse_variants(setting.architecture)
        if setting.architecture not in self.fastest:
            seconds = {name: self.tried(build, setting, weights, task) for name, build in variants.items()}
            self.fastest[setting.architecture] = min(seconds, key=seconds.get)
        variant = self.fastest[setting.architecture]
        influence = Influence(variants[variant], self.graph, setting, self.columns, task)
        seconds, difference, changed = influence.run(weights, iterations, scale)
        parts = [part.reshape(-1).numpy() for part in difference + changed]
        np.concatenate(parts).astype("<f4").tofile(words[8])
        return "%.6f\t%s" % (seconds, variant)

    def tried(self, build, setting, weights, task):
        influence = Influence(build, self.graph, setting, self.columns, task)
        influence.run(weights, 1, 1)
        return influence.run(weights, TRIED_ITERATIONS, 1)[0]


def main():
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    torch.manual_seed(42)
    peer = Peer()
    for line in sys.stdin:
        words = line.rstrip("\n").split("\t")
        try:
            answer = "ok\t" + getattr(peer, words[0])(words[1:])
        except Exception as problem:  # the caller decides; a stack trace is no answer
            answer = "error\t%s: %s" % (type(problem).__name__, " ".join(str(problem).split()))
        print(answer.strip(), flush=True)


if __name__ == "__main__":
    main()
