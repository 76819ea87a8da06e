using Symmetry.Client.Specs;

namespace Symmetry.Client.Tests.Specs;

public sealed class BadSpecTests
{
    private const string Settings = "features, bias, training, mu, optimizer, learningRate, momentum, batch, epochs, hidden, activation, "
        + "initialisation, split, testFraction, trainFraction, shiftFill, loss, weightDecay, "
        + "symmetry, group, invariant, binarised, biasScale, measure, data, enlarged";

    public static TheoryData<string, string> Mistakes => new()
    {
        // Structure
        { "", "1:1: the file is empty; allowed is a specification with at least replicates." },
        { "# nothing\n", "2:1: the file is empty; allowed is a specification with at least replicates." },
        { "hello", "1:1: the specification is hello; allowed are name, seed, replicates, axes, fixed, exclude, claims and data." },
        { "- a\n", "1:1: the specification is a list; allowed are name, seed, replicates, axes, fixed, exclude, claims and data." },
        { "name: a\n", "1:1: replicates are missing; allowed is a number, such as replicates: 40, or crossed factors." },
        { "replicates: 1\n---\nreplicates: 2\n", "2:1: a second document begins here; allowed is one document a file." },
        { "replicates: [1\n", "2:1: this is not YAML: while parsing a flow sequence, did not find expected ',' or ']'." },
        { "replicates: 1\n\tname: x\n", "1:13: this is not YAML: while scanning a plain scalar, found a tab character that violate indentation." },
        { "replicates: 1\nreplicates: 2\n", "2:1: replicates is given twice; allowed is once." },
        { "replicates: 1\naxes: {bias: [true], bias: [false]}\n", "2:22: bias is given twice; allowed is once." },
        { "replicates: 1\n? [a]\n: 1\n", "2:3: a key is a list or a map; allowed is a name." },
        { "replicates: 1\nname: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}\n", "2:36: values are nested more than 8 deep; a specification needs six." },

        // What YAML has and a specification does not
        { "replicates: &n 4\nseed: *n\n", "1:13: &n is an anchor; a specification writes every value where it stands." },
        { "replicates: 4\nseed: *n\n", "2:7: *n is an alias; a specification writes every value where it stands." },
        { "replicates: !!int 4\n", "1:13: tag:yaml.org,2002:int is a tag; a specification has plain values only." },
        { "replicates: 4\nfixed:\n  <<: {bias: true}\n", "3:3: << is a merge key; a specification writes every value where it stands." },
        { "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "1:4: &a is an anchor; a specification writes every value where it stands." },

        // Names
        { "replicates: 1\nreplicate: 2\n", "2:1: \"replicate\" is no key of a specification; allowed are name, seed, replicates, axes, fixed, exclude, claims, data. Did you mean replicates?" },
        { "replicates: 1\nzebra: 2\n", "2:1: \"zebra\" is no key of a specification; allowed are name, seed, replicates, axes, fixed, exclude, claims, data." },
        { "replicates: 1\nepochs: 2\n", "2:1: epochs is a setting and stands under axes or under fixed; allowed here are name, seed, replicates, axes, fixed, exclude, claims, data." },
        { "replicates: 1\naxes:\n  learning_rate: [0.1]\n", $"3:3: \"learning_rate\" is no setting; allowed are {Settings}. Did you mean learningRate?" },
        { "replicates: 1\nfixed: {epoch: 3}\n", $"2:9: \"epoch\" is no setting; allowed are {Settings}. Did you mean epochs?" },
        { "replicates: 1\nexclude: [{tranining: both}]\n", $"2:12: \"tranining\" is no setting; allowed are {Settings}. Did you mean training?" },
        { "replicates: {seed: 1}\n", "1:14: seed is no factor of replicates; allowed are seeds, splits, weights, orders, permutations. Did you mean seeds?" },
        { "replicates: 1\nname: \"two words\"\n", "2:7: The name is \"two words\"; allowed are 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit." },
        { "replicates: 1\nname: [a]\n", "2:7: name is a list; allowed is a name." },
        { "replicates: 1\nname:\n", "2:6: name is empty; allowed is a name." },

        // Axes
        { "replicates: 1\naxes: {bias: []}\n", "2:14: The axis bias is empty; allowed is a list of at least one value." },
        { "replicates: 1\naxes: {bias: true}\n", "2:14: axes.bias is true; allowed is a list of values, and a single value under fixed." },
        { "replicates: 1\naxes: 3\n", "2:7: axes is 3; allowed are settings with lists of values, such as bias: [false, true]." },
        { "replicates: 1\naxes:\n  bias:\n  - true\n  - true\n", "5:5: The axis bias has the value true twice." },
        { "replicates: 1\naxes: {learningRate: [0.01, 1e-2]}\n", "2:29: The axis learningRate has the value 0.01 twice." },
        { "replicates: 1\naxes: {hidden: [10, 5]}\n", "2:17: hidden is 10; allowed is a list of at most 16 widths from 1 to 4096, such as [10, 5]; [] for none." },
        { "replicates: 1\naxes: {bias: [true]}\nfixed: {bias: false}\n", "3:15: bias is given twice, under axes and under fixed, or twice under one." },

        // Values
        { "replicates: 1\nfixed: {batch: 0}\n", "2:16: batch is 0; allowed is a whole number from 1 to 1000000." },
        { "replicates: 1\nfixed: {batch: 1.5}\n", "2:16: batch is 1.5; allowed is a whole number from 1 to 1000000." },
        { "replicates: 1\naxes: {epochs: [1, -1]}\n", "2:20: epochs is -1; allowed is a whole number from 0 to 1000000." },
        { "replicates: 1\naxes: {learningRate: [abc]}\n", "2:23: learningRate is abc; allowed is a number above 0, at most 1000." },
        { "replicates: 1\nfixed: {learningRate: .nan}\n", "2:23: learningRate is .nan; allowed is a number above 0, at most 1000." },
        { "replicates: 1\nfixed: {learningRate: NaN}\n", "2:23: learningRate is NaN; allowed is a number above 0, at most 1000." },
        { "replicates: 1\nfixed: {learningRate: 1e99}\n", "2:23: learningRate is 1e99; allowed is a number above 0, at most 1000." },
        { "replicates: 1\nfixed: {learningRate: \"0.1\"}\n", "2:23: learningRate is the text \"0.1\"; allowed is a number above 0, at most 1000." },
        { "replicates: 1\nfixed: {momentum: 1}\n", "2:19: momentum is 1; allowed is a number from 0 to below 1." },
        { "replicates: 1\nfixed: {mu: 0}\n", "2:13: mu is 0; allowed is a number above 0, at most 1." },
        { "replicates: 1\nfixed: {bias: yes}\n", "2:15: bias is yes; allowed is true, false." },
        { "replicates: 1\nfixed: {bias:}\n", "2:9: \"bias:\" is no setting; allowed are " + Settings + ". Did you mean bias?" },
        { "replicates: 1\nfixed:\n  bias:\n", "3:8: bias is empty; allowed is true, false." },
        { "replicates: 1\nfixed: {features: identiy}\n", "2:19: features is identiy; allowed is identity, square, gradient, permutation, quadratic, relative-sign. Did you mean identity?" },
        { "replicates: 1\nfixed: {features: [identity]}\n", "2:19: features is a list; allowed is identity, square, gradient, permutation, quadratic, relative-sign." },
        { "replicates: 1\nfixed: {hidden: [10, 0]}\n", "2:17: hidden is a list; allowed is a list of at most 16 widths from 1 to 4096, such as [10, 5]; [] for none." },
        { "replicates: 1\nfixed: {hidden: {a: 1}}\n", "2:17: hidden is a map; allowed is a list of at most 16 widths from 1 to 4096, such as [10, 5]; [] for none." },
        { "replicates: 1\nfixed: 7\n", "2:8: fixed is 7; allowed are settings with one value each, such as epochs: 40." },

        // Seed and replicates
        { "replicates: 1\nseed: -1\n", "2:7: seed is -1; allowed is a whole number from 0 to 9223372036854775807." },
        { "replicates: 1\nseed: 1.5\n", "2:7: seed is 1.5; allowed is a whole number from 0 to 9223372036854775807." },
        { "replicates: 1\nseed: 9223372036854775808\n", "2:7: seed is 9223372036854775808; allowed is a whole number from 0 to 9223372036854775807." },
        { "replicates: 0\n", "1:13: replicates is 0; allowed is a whole number from 1 to 10000000." },
        { "replicates: many\n", "1:13: replicates is many; allowed is a whole number from 1 to 10000000." },
        { "replicates: \"40\"\n", "1:13: replicates is the text \"40\"; allowed is a whole number from 1 to 10000000." },
        { "replicates: [40]\n", "1:13: replicates is a list; allowed are a whole number, or some of seeds, splits, weights, orders, permutations." },
        { "replicates: {seeds: 0}\n", "1:21: replicates.seeds is 0; allowed is a whole number from 1 to 10000000." },
        { "replicates: {}\n", "1:13: There are 0 replicates; allowed are 1 to 10000000." },
        { "replicates: {seeds: 2, weights: 2}\n", "1:21: Seeds are splits, weights and orders moving together; cross either seeds or those, not both." },
        { "replicates: {seeds: 2, permutations: 2}\n", "1:38: The replicates cross permutations, but the feature map identity of cell 0 has no permutation P; allowed with permutations are the feature maps permutation and relative-sign." },

        // Together
        { "replicates: 10000000\naxes: {epochs: [1, 2]}\n", "1:13: The sweep has 20,000,000 trials (2 cells of 10000000 replicates); allowed are at most 10000000." },
        { "replicates: {splits: 10000, weights: 10000, orders: 10000}\n", "1:13: The sweep has 1,000,000,000,000 trials (1 cells of 1000000000000 replicates); allowed are at most 10000000." },
        { "replicates: 1\naxes: {bias: [true]}\nexclude: [{bias: true}]\n", "3:10: Every cell is excluded; at least one must be left." },
        { "replicates: 1\nexclude: [{}]\n", "2:11: An exclusion without conditions would leave no cell." },
        { "replicates: 1\nexclude: {bias: true}\n", "2:10: exclude is a map; allowed is a list of conditions, such as - {training: both}." },
        { "replicates: 1\nexclude: [bias]\n", "2:11: exclude[0] is bias; allowed are settings with the values to leave out, such as {training: both}." },
        { "replicates: 1\nexclude:\n- {training: [both, bot]}\n", "3:21: training is bot; allowed is original, both, sampled. Did you mean both?" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_one_sentence_with_its_line_and_column(string text, string complaint)
    {
        var e = Assert.Throws<SpecFileException>(() => SpecReader.Read(text, "spec.yaml", "spec"));

        Assert.Equal("spec.yaml:" + complaint, e.Message);
    }

    [Fact]
    public void A_value_of_a_megabyte_is_shown_by_its_beginning()
    {
        var e = Assert.Throws<SpecFileException>(() => SpecReader.Read($"replicates: {new string('9', 100_000)}\n", "spec.yaml", "spec"));

        Assert.Contains("999...; allowed is", e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Length < 200);
    }

    [Fact]
    public void A_billion_laughs_take_one_sentence()
    {
        var bomb = string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));

        Assert.StartsWith(
            "spec.yaml:1:5: &a1 is an anchor", Assert.Throws<SpecFileException>(() => SpecReader.Read(bomb, "spec.yaml", "s")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_does_not_exhaust_the_stack()
    {
        var deep = "replicates: " + new string('[', 100_000);

        Assert.Throws<SpecFileException>(() => SpecReader.Read(deep, "spec.yaml", "s"));
    }
}
