using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>The paper's method: an invariant feature map, or training on X and −X; the group is the inversion.</summary>
internal sealed class FeaturesMethod : ISymmetryMethod
{
    public string Name => "features";
    public bool HasHessian => true;

    public ValidationError? Validate(MlpSettings settings) => settings.Group is GroupKind.Inversion
        ? null
        : new("group", $"symmetry: features supports only the group inversion, got {MlpRules.TextOf("group", settings)}. "
            + "Choose another symmetry, such as augment.");

    public double MaxFeaturesOf(MlpSettings settings)
    {
        var pixels = (double)settings.Data.Pixels;
        return settings.Features == FeatureMaps.Quadratic ? pixels * (pixels + 1) / 2 : InputsOf(settings);
    }

    public int InputsOf(MlpSettings settings)
    {
        var anyPermutation = settings.Features.HasPermutation ? PixelPermutation.FromValues([.. Enumerable.Range(0, settings.Data.Pixels)]) : null;
        return settings.Features.CreateChecked(settings.Data.Height, settings.Data.Width, anyPermutation).Count;
    }

    public IReadOnlyList<Purpose> RandomPurposesOf(MlpSettings settings) =>
    [
        Purpose.Split, Purpose.Weights, Purpose.Order,
        .. settings.Features.HasPermutation ? [Purpose.Permutation] : (Purpose[])[],
        .. settings.Training is TrainingSet.Sampled ? [Purpose.Orbit] : (Purpose[])[],
    ];

    public IReadOnlyList<Metric> MetricsOf(MlpSettings settings) =>
    [
        .. settings.Measure switch
        {
            MeasureKind.Permutation => MlpMetrics.OfPermutation,
            MeasureKind.Minimum when settings.Features == FeatureMaps.Identity => [.. MinimumMeasure.Metrics, .. MinimumMeasure.RelatedMetrics],
            MeasureKind.Minimum => MinimumMeasure.Metrics,
            _ => [],
        },
        .. settings.HasStoppingRule ? MlpMetrics.OfTrainingCost : [],
    ];

    public IReadOnlyList<ExactFact> FactsOf(MlpSettings settings) => FeatureFacts.ApplicableTo(settings);

    public double RowsPerImage(MlpSettings settings, int order) => settings.Training switch
    {
        TrainingSet.Both => 2,
        TrainingSet.Sampled => 2 * settings.Mu,
        _ => 1,
    };

    public MlpTask Prepare(TrialSpec spec, FeatureStore features) => new FeatureTask(spec, features);

    private sealed class FeatureTask : MlpTask
    {
        private readonly bool isIdentity;
        private readonly FeatureTable table;
        private readonly int[] test;
        private readonly int[] invertedTest;
        private LabelledRows? validation;

        public FeatureTask(TrialSpec spec, FeatureStore features)
            : base(spec, features)
        {
            isIdentity = Settings.Features == FeatureMaps.Identity;
            table = features.Table(
                Settings.Features, Settings.Preparation, spec.Indices, withInversions: !isIdentity || Settings.Training is not TrainingSet.Original);
            Rows = Settings.Training switch
            {
                TrainingSet.Original => RowsOfImages(Split.Train, isInverted: false),
                TrainingSet.Both => RowsOfBoth(Split.Train),
                _ => Sample(),
            };
            test = RowsOfImages(Split.Test, isInverted: false);
            invertedTest = RowsOfImages(Split.Test, isInverted: true);
        }

        internal override FeatureMatrix Matrix => table.Matrix;

        internal override byte[] Labels => table.Labels;

        internal override int[] Rows { get; }

        internal override int Candidates => 2 * Split.Train.Length;

        internal override SymmetryGroup? GroupOfInputs => isIdentity
            ? SymmetryGroup.Create(Settings.Group, Images.Height, Images.Width)
            : null;

        // A sampled training set is a sample of both. Where −x has the features of x, an image is one case and not two.
        internal override LabelledRows Validation => validation ??= new(table.Matrix, table.Labels,
            Settings.Training is TrainingSet.Original || table.Map.IsInvariant
                ? RowsOfImages(Split.Validation, isInverted: false)
                : RowsOfBoth(Split.Validation));

        internal override TestInputs Tests() =>
            new(InputsOfTests(isInverted: false), InputsOfTests(isInverted: true), [.. test.Select(row => table.Labels[row])]);

        internal override (int Original, int Transformed) CountCorrect(Network network) => CountCorrect(network, marks: null);

        internal override TrialResult Evaluate(Network network, double loss, StoppingRule? rule)
        {
            var marks = Marks();
            var (original, inverted) = CountCorrect(network, marks);
            return new FeatureFacts(Settings, table, Split, Rows).FirstViolation(network, loss, original, inverted)
                ?? Classification.Completed(original, inverted, Split.Test.Length, loss, [.. Measure(network), .. CostOf(rule)], marks?.Pack());
        }

        private (int Original, int Transformed) CountCorrect(Network network, OutcomeMarks? marks)
        {
            var original = network.CountCorrect(table.Matrix, test, table.Labels, marks?.Original);

            // Where −x has the features of x, bit for bit, the network cannot tell them apart; the facts check that it does.
            if (table.Map.IsInvariant)
            {
                marks?.Original.CopyTo(marks.Transformed, 0);
                return (original, original);
            }

            // Negated weights of the first layer do to x what these do to −x, bit for bit, so that images need not be in memory twice.
            return (original, isIdentity
                ? network.WithFirstLayerNegated().CountCorrect(table.Matrix, test, table.Labels, marks?.Transformed)
                : network.CountCorrect(table.Matrix, invertedTest, table.Labels, marks?.Transformed));
        }

        private ImmutableArray<MetricValue> Measure(Network network)
        {
            switch (Settings.Measure)
            {
                case MeasureKind.Permutation:
                    var permutation = PixelPermutation.Draw(Images.Pixels, Spec.Indices);
                    return [MetricValue.Real("fixed_points", permutation.FixedPoints), MetricValue.Real("two_cycles", permutation.TwoCycles)];
                case MeasureKind.Minimum:
                    return MinimumOf(network);
                default:
                    return [];
            }
        }

        private FeatureMatrix InputsOfTests(bool isInverted)
        {
            var matrix = new FeatureMatrix(Split.Test.Length, table.Matrix.Columns);
            for (var i = 0; i < Split.Test.Length; i++)
            {
                table.CopyTo(Split.Test[i], isInverted, matrix.MutableRow(i));
            }

            return matrix;
        }

        private int[] RowsOfBoth(ReadOnlySpan<int> images) => [.. RowsOfImages(images, isInverted: false), .. RowsOfImages(images, isInverted: true)];

        private int[] RowsOfImages(ReadOnlySpan<int> images, bool isInverted)
        {
            var rows = new int[images.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = table.RowOf(images[i], isInverted);
            }

            return rows;
        }

        // Image by image, x before −x.
        private int[] Sample()
        {
            var isKept = OrbitSample.Draw(Images.Count, 2, Settings.Mu, Spec.Indices);
            var rows = new List<int>(2 * Split.Train.Length);
            foreach (var image in Split.Train)
            {
                for (var g = 0; g < 2; g++)
                {
                    if (isKept(image, g))
                    {
                        rows.Add(table.RowOf(image, isInverted: g == 1));
                    }
                }
            }

            return [.. rows];
        }
    }
}
