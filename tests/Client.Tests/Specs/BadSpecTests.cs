using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

public sealed class BadSpecTests
{
    private const string Settings = "features, bias, training, mu, optimizer, learningRate, momentum, batch, epochs, hidden, activation, "
        + "initialisation, split, testFraction, trainFraction, shiftFill, loss, weightDecay, "
        + "symmetry, group, invariant, binarised, biasScale, measure, data, enlarged, targetAccuracy, patience, "
        + "validationFraction, restore";

    private const string Features = "features: expected identity, square, gradient, permutation, quadratic or relative-sign, got ";

    private const string Widths =
        "hidden: expected a list of at most 16 widths from 1 to 4096, such as [10, 5], or [] for no hidden layer, got ";

    private const string Keys =
        "name, experiment, seed, replicates, axes, zip, fixed, only, exclude, sample, keep, claims, data, program, metrics, files, timeout, deterministic";

    public static TheoryData<string, string> Mistakes => new()
    {
        // Structure
        { "", "1:1: The file is empty. A specification needs at least the key replicates." },
        { "# nothing\n", "2:1: The file is empty. A specification needs at least the key replicates." },
        { "hello", $"1:1: the specification: expected the keys {Keys}, got 'hello'." },
        { "- a\n", $"1:1: the specification: expected the keys {Keys}, got a list." },
        { "name: a\n", "1:1: The key 'replicates' is missing. Add a number, such as replicates: 40, or crossed factors." },
        { "replicates: 1\n---\nreplicates: 2\n", "2:1: A second document begins here. Use one document per file." },
        { "replicates: [1\n", "2:1: This is not YAML: while parsing a flow sequence, did not find expected ',' or ']'." },
        { "replicates: 1\n\tname: x\n", "1:13: This is not YAML: while scanning a plain scalar, found a tab character that violate indentation." },
        { "replicates: 1\nreplicates: 2\n", "2:1: The key 'replicates' is given twice." },
        { "replicates: 1\naxes: {bias: [true], bias: [false]}\n", "2:22: The key 'bias' is given twice." },
        { "replicates: 1\n? [a]\n: 1\n", "2:3: Expected a name as the key, got a list or a map." },
        { "replicates: 1\nname: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}\n", "2:36: Values are nested more than 8 levels deep." },

        // What YAML has and a specification does not
        { "replicates: &n 4\nseed: *n\n", "1:13: Anchors are not supported: remove &n." },
        { "replicates: 4\nseed: *n\n", "2:7: Aliases are not supported: write out the value instead of *n." },
        { "replicates: !!int 4\n", "1:13: Tags are not supported: remove tag:yaml.org,2002:int." },
        { "replicates: 4\nfixed:\n  <<: {bias: true}\n", "3:3: Merge keys are not supported: write out the values instead of <<." },
        { "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "1:4: Anchors are not supported: remove &a." },

        // Names
        { "replicates: 1\nreplicate: 2\n", $"2:1: Unknown key 'replicate'. Valid keys: {Keys}. Did you mean replicates?" },
        { "replicates: 1\nzebra: 2\n", $"2:1: Unknown key 'zebra'. Valid keys: {Keys}." },
        { "replicates: 1\nepochs: 2\n", "2:1: 'epochs' is a setting: write it under 'axes' or 'fixed'." },
        { "replicates: 1\naxes:\n  learning_rate: [0.1]\n", $"3:3: Unknown setting 'learning_rate'. Valid settings: {Settings}. Did you mean learningRate?" },
        { "replicates: 1\nfixed: {epoch: 3}\n", $"2:9: Unknown setting 'epoch'. Valid settings: {Settings}. Did you mean epochs?" },
        { "replicates: 1\nexclude: [{tranining: both}]\n", $"2:12: Unknown setting 'tranining'. Valid settings: {Settings}. Did you mean training?" },
        { "replicates: {seed: 1}\n", "1:14: Unknown factor 'seed'. Valid factors: seeds, splits, weights, orders, permutations. Did you mean seeds?" },
        { "replicates: 1\nname: \"two words\"\n",
            "2:7: Invalid name 'two words'. Use 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit." },
        { "replicates: 1\nname: [a]\n", "2:7: name: expected a text, got a list." },
        { "replicates: 1\nname:\n", "2:6: name: expected a text, got nothing." },

        // What is kept
        { "replicates: 1\nkeep: logits\n",
            "2:7: keep: expected 'outcomes', which keeps for each test image whether it is classified correctly, got 'logits'." },
        { "replicates: 1\nkeep: [outcomes]\n",
            "2:7: keep: expected 'outcomes', which keeps for each test image whether it is classified correctly, got a list." },
        { "replicates: 1\nexperiment: noop\nkeep: outcomes\n",
            "3:7: keep: the experiment noop does not report outcomes per test image. Remove the key 'keep'." },

        // Axes
        { "replicates: 1\naxes: {bias: []}\n", "2:14: The axis bias is empty. Give it at least one value." },
        { "replicates: 1\naxes: {bias: true}\n", "2:14: axes.bias: expected a list of values (write single values under fixed), got 'true'." },
        { "replicates: 1\naxes: 3\n", "2:7: axes: expected settings with lists of values, such as bias: [false, true], got '3'." },
        { "replicates: 1\naxes:\n  bias:\n  - true\n  - true\n", "5:5: The axis bias has the value true twice." },
        { "replicates: 1\naxes: {learningRate: [0.01, 1e-2]}\n", "2:29: The axis learningRate has the value 0.01 twice." },
        { "replicates: 1\naxes: {hidden: [10, 5]}\n", $"2:17: {Widths}'10'." },
        { "replicates: 1\naxes: {bias: [true]}\nfixed: {bias: false}\n", "3:15: bias is given twice: under axes and under fixed, or twice under one of them." },

        // Values
        { "replicates: 1\nfixed: {batch: 0}\n", "2:16: batch: expected a whole number from 1 to 1000000, got '0'." },
        { "replicates: 1\nfixed: {batch: 1.5}\n", "2:16: batch: expected a whole number from 1 to 1000000, got '1.5'." },
        { "replicates: 1\naxes: {epochs: [1, -1]}\n", "2:20: epochs: expected a whole number from 0 to 1000000, got '-1'." },
        { "replicates: 1\naxes: {learningRate: [abc]}\n", "2:23: learningRate: expected a number above 0, at most 1000, got 'abc'." },
        { "replicates: 1\nfixed: {learningRate: .nan}\n", "2:23: learningRate: expected a number above 0, at most 1000, got '.nan'." },
        { "replicates: 1\nfixed: {learningRate: NaN}\n", "2:23: learningRate: expected a number above 0, at most 1000, got 'NaN'." },
        { "replicates: 1\nfixed: {learningRate: 1e99}\n", "2:23: learningRate: expected a number above 0, at most 1000, got '1e99'." },
        { "replicates: 1\nfixed: {learningRate: \"0.1\"}\n", "2:23: learningRate: expected a number above 0, at most 1000, got the text '0.1'." },
        { "replicates: 1\nfixed: {momentum: 1}\n", "2:19: momentum: expected a number from 0 to below 1, got '1'." },
        { "replicates: 1\nfixed: {mu: 0}\n", "2:13: mu: expected a number above 0, at most 1, got '0'." },
        { "replicates: 1\nfixed: {bias: yes}\n", "2:15: bias: expected true or false, got 'yes'." },
        { "replicates: 1\nfixed: {bias:}\n", $"2:9: Unknown setting 'bias:'. Valid settings: {Settings}. Did you mean bias?" },
        { "replicates: 1\nfixed:\n  bias:\n", "3:8: bias: expected true or false, got nothing." },
        { "replicates: 1\nfixed: {features: identiy}\n", $"2:19: {Features}'identiy'. Did you mean identity?" },
        { "replicates: 1\nfixed: {features: [identity]}\n", $"2:19: {Features}a list." },
        { "replicates: 1\nfixed: {hidden: [10, 0]}\n", $"2:17: {Widths}[10, 0]." },
        { "replicates: 1\nfixed: {hidden: {a: 1}}\n", $"2:17: {Widths}a map." },
        { "replicates: 1\nfixed: 7\n", "2:8: fixed: expected settings with one value each, such as epochs: 40, got '7'." },

        // Seed and replicates
        { "replicates: 1\nseed: -1\n", "2:7: seed: expected a whole number from 0 to 9223372036854775807, got '-1'." },
        { "replicates: 1\nseed: 1.5\n", "2:7: seed: expected a whole number from 0 to 9223372036854775807, got '1.5'." },
        { "replicates: 1\nseed: 9223372036854775808\n", "2:7: seed: expected a whole number from 0 to 9223372036854775807, got '9223372036854775808'." },
        { "replicates: 0\n", "1:13: replicates: expected a whole number from 1 to 10000000, got '0'." },
        { "replicates: many\n", "1:13: replicates: expected a whole number from 1 to 10000000, got 'many'." },
        { "replicates: \"40\"\n", "1:13: replicates: expected a whole number from 1 to 10000000, got the text '40'." },
        { "replicates: [40]\n", "1:13: replicates: expected a whole number, or a map of seeds, splits, weights, orders, permutations, got a list." },
        { "replicates: {seeds: 0}\n", "1:21: replicates.seeds: expected a whole number from 1 to 10000000, got '0'." },
        { "replicates: {}\n", "1:13: replicates: expected a whole number from 1 to 10000000, got 0." },
        { "replicates: {seeds: 2, weights: 2}\n", "1:21: seeds moves splits, weights and orders together. Cross either seeds or those, not both." },
        { "replicates: {seeds: 2, permutations: 2}\n",
            "1:38: The replicates cross permutations, but cell 0 has no permutation P. Use the features permutation or relative-sign in every cell." },

        // Experiments
        { "replicates: 1\nexperiment: mpl\n", "2:13: Unknown experiment 'mpl'. Valid experiments: mlp, points, noop. Did you mean mlp?" },
        { "replicates: 1\nexperiment: [mlp]\n", "2:13: experiment: expected a name, got a list." },
        { "replicates: 1\naxes: {points: [circles]}\n",
            "2:8: Points are an experiment: write 'experiment: points' at the top of the specification, and 'shape' instead of 'points'." },
        { "replicates: 1\nfixed: {work: none}\n",
            "2:9: Trials that train nothing are an experiment: write 'experiment: noop' at the top of the specification instead of 'work: none'." },
        { "replicates: 1\nexperiment: points\nfixed: {epochs: 3}\n",
            "3:9: 'epochs' is a setting of the experiment mlp, not of points. "
                + "Valid settings: shape, bias, hidden, activation, initialisation, loss, weightDecay." },
        { "replicates: 1\nexperiment: points\nfixed: {hidden: [4, 4]}\n",
            "3:17: Cell 0 cannot be run: hidden: expected one layer of at most 16 neurons, got [4,4]." },

        // Validation
        { "replicates: 1\nfixed: {epochs: 3, restore: best}\n",
            "2:29: Cell 0 cannot be run: restore: best chooses the epoch by its validation accuracy. Set validationFraction above 0." },
        { "replicates: 1\naxes:\n  validationFraction: [0.1, 0.9999]\n",
            "3:23: Cell 1 cannot be run: validationFraction: 0.9999 may leave no image to train on. "
                + "Use a smaller validationFraction, a larger trainFraction or more images." },

        // Together
        { "replicates: 10000000\naxes: {epochs: [1, 2]}\n",
            "1:13: The sweep has 20,000,000 trials (2 cells of 10000000 replicates), and the maximum is 10000000." },
        { "replicates: {splits: 10000, weights: 10000, orders: 10000}\n",
            "1:13: The sweep has 1,000,000,000,000 trials (1 cells of 1000000000000 replicates), and the maximum is 10000000." },
        { "replicates: 1\naxes: {bias: [true]}\nexclude: [{bias: true}]\n", "3:10: Every cell is excluded. Leave at least one." },
        { "replicates: 1\nexclude: [{}]\n", "2:11: An exclusion without conditions would leave out every cell." },
        { "replicates: 1\nexclude: {bias: true}\n", "2:10: exclude: expected a list of conditions, such as - {training: both}, got a map." },
        { "replicates: 1\nexclude: [bias]\n", "2:11: exclude[0]: expected settings with the values to leave out, such as {training: both}, got 'bias'." },
        { "replicates: 1\nexclude:\n- {training: [both, bot]}\n", "3:21: training: expected original, both or sampled, got 'bot'. Did you mean both?" },

        // Ranges
        { "replicates: 1\naxes:\n  learningRate: {from: 0.2, to: 0.1, count: 3}\n", "3:24: from: expected a number below 'to', 0.1, got 0.2." },
        { "replicates: 1\naxes:\n  weightDecay: {from: 0, to: 0.1, count: 3, scale: log}\n", "3:23: from: a log scale needs a number above 0, got 0." },
        { "replicates: 1\naxes:\n  weightDecay: {from: -1, to: 0.1, count: 3, scale: log}\n", "3:23: from: a log scale needs a number above 0, got -1." },
        { "replicates: 1\naxes:\n  weightDecay: {from: -1, to: 0.1, count: 3}\n",
            "3:23: weightDecay: expected a number from 0 to 1000, got '-1'." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 9, count: 1}\n", "3:34: count: expected a whole number from 2 to 1000, got '1'." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 9, step: 0}\n", "3:33: step: expected a number above 0, at most 'to' less 'from', 8, got 0." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 9, step: 9}\n", "3:33: step: expected a number above 0, at most 'to' less 'from', 8, got 9." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 9, step: 1, scale: log}\n", "3:33: step: a log scale has no step. Use 'count'." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 100000, step: 1}\n", "3:38: step: 1 gives more than 1000 points. Use a larger step." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 3, count: 4}\n",
            "3:34: batch: two of the 4 points become 2. Use fewer points or a wider range." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 3}\n", "3:10: batch: a range needs either 'count' or 'step'." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 3, count: 3, step: 1}\n", "3:43: batch: a range needs either 'count' or 'step'." },
        { "replicates: 1\naxes:\n  batch: {from: 1, count: 3}\n",
            "3:10: axes.batch: the key 'to' is missing. A range is written as {from: 0.001, to: 0.1, count: 5, scale: log}." },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 3, counts: 3}\n",
            "3:27: Unknown key of a range 'counts'. Valid keys: from, to, count, step, scale. Did you mean count?" },
        { "replicates: 1\naxes:\n  batch: {from: 1, to: 3, count: 3, scale: ln}\n", "3:44: scale: expected linear or log, got 'ln'." },
        { "replicates: 1\naxes:\n  mu: {from: 1e-40, to: 1, count: 3}\n", "3:14: from: expected a number, got '1e-40'." },
        { "replicates: 1\naxes:\n  bias: {from: 0, to: 1, count: 2}\n", "3:9: bias: a range needs a numeric setting. List the values." },

        // Settings that vary together
        { "replicates: 1\nzip:\n- {learningRate: [0.01, 0.02], batch: [8, 16, 32]}\n",
            "3:39: zip[0]: settings that vary together need equally many values, but learningRate has 2 and batch has 3." },
        { "replicates: 1\naxes: {batch: [8]}\nzip:\n- {learningRate: [0.01, 0.02], batch: [8, 16]}\n",
            "4:39: batch is given twice: under axes and under zip, or twice under zip." },
        { "replicates: 1\nfixed: {batch: 8}\nzip:\n- {learningRate: [0.01, 0.02], batch: [8, 16]}\n",
            "2:16: batch is given twice: under axes and under fixed, or twice under one of them." },
        { "replicates: 1\nzip:\n- {learningRate: [0.01, 0.02]}\n", "3:3: zip[0]: expected at least two settings. Write one setting under axes." },
        { "replicates: 1\nzip: {learningRate: [0.01, 0.02], batch: [8, 16]}\n",
            "2:6: zip: expected a list of settings that vary together, such as - {learningRate: [0.01, 0.02], batch: [32, 64]}, got a map." },
        { "replicates: 1\nzip:\n- {learningRate: [0.01, 0.01], batch: [8, 8]}\n", "3:25: The axis learningRate+batch has the value 0.01+8 twice." },
        { "replicates: 1\nzip:\n- {epochs: [3, 3], restore: [last, best]}\n",
            "3:29: Cell 1 cannot be run: restore: best chooses the epoch by its validation accuracy. Set validationFraction above 0." },

        // Parts of the grid
        { "replicates: 1\naxes: {batch: [8, 16]}\nsample: 0\n", "3:9: sample: expected a whole number from 1 to 100000, got '0'." },
        { "replicates: 1\naxes: {batch: [8, 16]}\nsample: 3\n", "3:9: sample: expected a whole number from 1 to 2, the number of cells, got 3." },
        { "replicates: 1\naxes: {batch: [8, 16, 32]}\nexclude: [{batch: 8}]\nsample: 3\n",
            "4:9: sample: expected a whole number from 1 to 2, the number of cells, got 3." },
        { "replicates: 1\naxes: {batch: [8, 16]}\nonly: [{batch: 8}, {batch: 9}]\n",
            "3:28: only: no cell has batch 9, so this entry matches nothing." },
        { "replicates: 1\naxes: {batch: [8, 16]}\nonly: [{bias: false}]\n", "3:15: only: no cell has bias false, so this entry matches nothing." },
        { "replicates: 1\naxes: {batch: [8, 16]}\nonly: [{}]\n", "3:8: An entry of 'only' without conditions would keep every cell." },
        { "replicates: 1\nzip:\n- {batch: [8, 16], epochs: [1, 2]}\nonly: [{batch: 8, epochs: 2}]\n",
            "4:7: No cell matches an entry of 'only'. Keep at least one." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_gives_one_sentence_with_line_and_column(string text, string complaint)
    {
        var e = Assert.Throws<SpecFileException>(() => SpecReader.Read(text, "spec.yaml", "spec"));

        Assert.Equal("spec.yaml:" + complaint, e.Message);
    }

    [Fact]
    public void Long_value_is_shortened_in_the_message()
    {
        var e = Assert.Throws<SpecFileException>(() => SpecReader.Read($"replicates: {new string('9', 100_000)}\n", "spec.yaml", "spec"));

        Assert.Contains("expected a whole number from 1 to 10000000, got '999", e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Length < 200);
    }

    [Fact]
    public void Exponentially_nested_aliases_give_one_sentence()
    {
        var bomb = string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));

        Assert.StartsWith(
            "spec.yaml:1:5: Anchors are not supported",
            Assert.Throws<SpecFileException>(() => SpecReader.Read(bomb, "spec.yaml", "s")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_does_not_exhaust_the_stack()
    {
        var deep = "replicates: " + new string('[', 100_000);

        Assert.Throws<SpecFileException>(() => SpecReader.Read(deep, "spec.yaml", "s"));
    }
}
