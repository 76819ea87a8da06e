using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>
/// Goal: the same specification gives the same bits on every machine. Method: small sweeps over every setting that has code of its
/// own, against fingerprints that were recorded once; the test command runs this again without AVX-512, without AVX2 and
/// without any vector unit. A change here is a change of the numerics version.
/// </summary>
[Trait("bits", "everywhere")]
public sealed class BitsTests
{
    [Fact]
    public void Feature_maps_biases_and_training_sets_give_the_recorded_bits() => Assert.Equal(
        "c0c7e3f7b7a04a876ad15ca17509a6f2ef9425364d3f0218e490cb2c31d2a3ae",
        Run(
            Axis("features", "identity", "square", "gradient", "permutation", "relative-sign"),
            Axis("bias", "false", "true"),
            Axis("training", "original", "both", "sampled")));

    [Fact]
    public void Optimizers_losses_activations_and_shapes_give_the_recorded_bits() => Assert.Equal(
        "51df33bf7e648c64f008c9d3754fe5a48725f694341289023cb5b2756009c497",
        Run(
            Axis("optimizer", "sgd", "nesterov", "adam"),
            Axis("loss", "cross-entropy", "squared-error"),
            Axis("activation", "tanh", "relu", "logistic"),
            Axis("hidden", "[]", "[1]", "[10,5]", "[33,17]"),
            Axis("weightDecay", "0", "0.001"),
            Axis("batch", "1", "200")));

    [Fact]
    public void Symmetry_methods_and_groups_give_the_recorded_bits() => Assert.Equal(
        "3f59b8fe853da84f4f9e0dd8c6ee0b09de238bcb59eb90a582dba5bc74b0ddd3",
        RunTesting("0.02",
            Axis("symmetry", "ignore", "augment", "sample", "fresh", "invariant", "average", "canonical", "share"),
            Axis("group", "inversion", "dihedral", "inversion-mirror")));

    [Fact]
    public void Invariants_binarised_images_fixed_biases_and_hessians_give_the_recorded_bits() => Assert.Equal(
        "a076571ef3c8d87eed03fadd120ff79f565983ffef9270b022da8374b66b8c65"
        + "1a5af4fb922ddd33de57ee0e758e68f81305221d166f650b361c01bb945e6889"
        + "5a80f04752b4142133b743dc59de62c11fbd9f6d5fdd192aa3cea2dd2c51cb69",
        RunTesting("0.02", Axis("symmetry", "invariant"), Axis("group", "translations"), Axis("invariant", "quadratic", "norms", "bispectrum"))
        + RunTesting("0.02", Axis("binarised", "true"), Axis("bias", "false"), Axis("biasScale", "0.1"))
        + RunTesting("0.02", Axis("measure", "minimum"), Axis("hidden", "[3]"), Axis("training", "both")));

    [Fact]
    public void Validation_and_restored_networks_give_the_recorded_bits() => Assert.Equal(
        "54f6bac5242a16d9de9fac54463eb6af7f7be46da977fe55ccb1ae68ce4e3a31",
        RunTesting("0.02",
            Axis("symmetry", "features", "augment", "invariant", "average", "share"), Axis("split", "before", "after"),
            Axis("validationFraction", "0.3"), Axis("restore", "best"), Axis("patience", "1"), Axis("learningRate", "0.3")));

    private static string Run(params ReadOnlySpan<Axis> axes) => RunTesting("0.9", axes);

    private static string RunTesting(string testFraction, params ReadOnlySpan<Axis> axes)
    {
        var experiment = ExperimentRegister.Default;
        var sweep = new Sweep(new SweepSpec
        {
            Name = "bits",
            Seed = 20181113,
            Replicates = ReplicateDesign.Independent(1),
            Axes = [.. axes],
            Fixed =
            [
                experiment.Setting("epochs").Parse("2"), experiment.Setting("trainFraction").Parse("0.02"),
                experiment.Setting("testFraction").Parse(testFraction),
            ],
        });
        var store = new FeatureStore();
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), sweep.SpecOf(trial).Run(new(store)));
        }

        return fingerprint.Finish();
    }

    private static Axis Axis(string name, params string[] values) =>
        Engine.Sweeps.Axis.Parse(ExperimentRegister.Default.Setting(name), values);
}
