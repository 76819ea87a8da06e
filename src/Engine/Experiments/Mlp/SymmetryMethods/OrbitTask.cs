using System.Runtime.InteropServices;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>A trial of a method that starts from pixels and a group; as it stands, one that trains on X and does nothing else.</summary>
/// <remarks>
/// In its result "inverted" means transformed: each test image x under one g ≠ e that is drawn for it, which for groups of two
/// elements is the only one. Row i·c + g of the matrix is g times training image i; c is |G|, or 1 for methods that train on X only. The
/// rows of the validation images are made in the same way.
/// </remarks>
internal class OrbitTask : MlpTask
{
    private readonly OrbitMethod method;
    private readonly int copies;
    private OrbitTask? inputsOf;
    private FeatureMatrix? matrix;
    private byte[]? labels;
    private int[]? rows;
    private LabelledRows? validation;

    public OrbitTask(OrbitMethod method, TrialSpec spec, FeatureStore features)
        : base(spec, features)
    {
        this.method = method;
        Group = SymmetryGroup.Create(Settings.Group, Images.Height, Images.Width);
        copies = method.HoldsOrbits ? Group.Order : 1;
    }

    protected SymmetryGroup Group { get; }

    /// <summary>The number of inputs of the network.</summary>
    protected virtual int Inputs => Group.Pixels;
    internal override FeatureMatrix Matrix => inputsOf?.Matrix ?? (matrix ??= Compute(Split.Train));
    internal override byte[] Labels => inputsOf?.Labels ?? (labels ??= LabelsOf(Split.Train));
    internal override int[] Rows => inputsOf?.Rows ?? (rows ??= RowsOf(0));

    internal override LabelledRows Validation =>
        inputsOf?.Validation ?? (validation ??= new(Compute(Split.Validation), LabelsOf(Split.Validation)));

    internal override int Candidates => Matrix.Rows;
    internal override SymmetryGroup? GroupOfInputs => method.HasPixelInputs ? Group : null;

    /// <summary>The rows of X itself.</summary>
    protected int[] Originals => [.. Enumerable.Range(0, Split.Train.Length).Select(i => i * copies)];
    internal override int[] RowsOf(int epoch) => Originals;

    internal sealed override void UseInputsOf(MlpTask other) => inputsOf = (OrbitTask)other;

    internal sealed override TestInputs? Tests()
    {
        if (!method.PredictsInOnePass)
        {
            return null;
        }

        var drawn = OrbitAccuracy.DrawElements(Group, Images, Spec.Indices);
        var (original, transformed) = (new FeatureMatrix(Split.Test.Length, Inputs), new FeatureMatrix(Split.Test.Length, Inputs));
        Span<float> moved = new float[Group.Pixels];
        for (var i = 0; i < Split.Test.Length; i++)
        {
            var image = Split.Test[i];
            WriteTestInputs(Images.Image(image), original.MutableRow(i));
            Group.Apply(drawn[image], Images.Image(image), moved);
            WriteTestInputs(moved, transformed.MutableRow(i));
        }

        return new TestInputs(original, transformed, [.. Split.Test.ToArray().Select(image => Images.Labels[image])]);
    }

    internal sealed override (int Original, int Transformed) CountCorrect(Network network) =>
        OrbitAccuracy.CountBoth(Group, Images, Split.Test, Spec.Indices, method.IsInvariant, ScoresOf(network));

    internal sealed override TrialResult Evaluate(Network network, double loss, StoppingRule? rule)
    {
        if (method.IsInvariant && FirstVariant() is >= 0 and var variant)
        {
            return TrialResult.Violation(MlpFacts.OrbitInvariance, $"image {variant} has different inputs within its orbit");
        }

        var marks = Marks();
        var correct = OrbitAccuracy.Count(Group, Images, Split.Test, Spec.Indices, method.IsInvariant, ScoresOf(network), marks);
        var tested = Split.Test.Length;
        ImmutableArray<MetricValue> values =
        [
            MetricValue.Real("accuracy_orbit", (double)correct.ByElement.Sum() / ((long)tested * correct.ByElement.Length)),
            MetricValue.Real("accuracy_worst_element", (double)correct.ByElement.Min() / tested),
            MetricValue.Real("accuracy_every_element", (double)correct.Every / tested),
            MetricValue.Real("parameters", network.Architecture.Parameters),
            MetricValue.Real("updates", (double)(rule?.Epochs ?? Settings.Epochs) * ((Rows.Length + Settings.Batch - 1) / Settings.Batch)),
            .. CostOf(rule),
            .. Settings.Measure is MeasureKind.Minimum ? MinimumOf(network) : [],
        ];
        return Classification.Completed(correct.Original, correct.Transformed, tested, loss, values, marks?.Pack());
    }

    /// <summary>Writes what the network sees of an image in training.</summary>
    protected virtual void WriteTrainingInputs(ReadOnlySpan<float> image, Span<float> inputs) => image.CopyTo(inputs);

    /// <summary>Writes what the network sees of an image in a test.</summary>
    protected virtual void WriteTestInputs(ReadOnlySpan<float> image, Span<float> inputs) => WriteTrainingInputs(image, inputs);

    /// <summary>The scores of an image; by default the logits of its inputs.</summary>
    protected virtual Scores ScoresOf(Network network)
    {
        var inputs = new float[Inputs];
        return (image, scores) =>
        {
            WriteTestInputs(image, inputs);
            Reference.Logits(network, inputs, scores);
        };
    }

    private byte[] LabelsOf(ReadOnlySpan<int> images) => [.. images.ToArray().SelectMany(image => Enumerable.Repeat(Images.Labels[image], copies))];

    private FeatureMatrix Compute(ReadOnlySpan<int> images)
    {
        var computed = new FeatureMatrix(images.Length * copies, Inputs);
        Span<float> inputs = new float[Inputs];
        for (var i = 0; i < images.Length; i++)
        {
            WriteTrainingInputs(Images.Image(images[i]), inputs);
            for (var g = 0; g < copies; g++)
            {
                if (copies == 1)
                {
                    inputs.CopyTo(computed.MutableRow(i));
                }
                else
                {
                    Group.Apply(g, inputs, computed.MutableRow((i * copies) + g));
                }
            }
        }

        return computed;
    }

    // The first test image with other inputs somewhere in its orbit; −1 if there is none.
    private int FirstVariant()
    {
        Span<float> moved = new float[Group.Pixels];
        Span<float> expected = new float[Inputs];
        Span<float> actual = new float[Inputs];
        foreach (var image in Split.Test)
        {
            WriteTestInputs(Images.Image(image), expected);
            for (var g = 1; g < Group.Order; g++)
            {
                Group.Apply(g, Images.Image(image), moved);
                WriteTestInputs(moved, actual);
                if (!MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
                {
                    return image;
                }
            }
        }

        return -1;
    }
}
