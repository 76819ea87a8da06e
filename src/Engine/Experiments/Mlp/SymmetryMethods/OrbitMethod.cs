using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>What the methods have in common that start from pixels and a group.</summary>
internal abstract class OrbitMethod : ISymmetryMethod
{
    /// <summary>The maximum number of rows of transformed training images that a trial holds in memory: 128 MiB of pixels.</summary>
    private const int MaxRows = 1 << 19;
    public abstract string Name { get; }
    public virtual bool HasHessian => true;
    public virtual bool ReadsInvariant => false;

    /// <summary>Whether a trial holds all |G| transformed copies of each training image.</summary>
    protected internal virtual bool HoldsOrbits => false;

    /// <summary>Whether the scores of all images of an orbit have the same bits.</summary>
    protected internal virtual bool IsInvariant => false;

    /// <summary>Whether a prediction is one forward pass of the network.</summary>
    protected internal virtual bool PredictsInOnePass => true;

    /// <summary>Whether the network sees pixels, on which the group acts.</summary>
    protected internal virtual bool HasPixelInputs => true;

    public virtual ValidationError? Validate(MlpSettings settings)
    {
        if (settings.Features != FeatureMaps.Identity)
        {
            return new("features", $"symmetry: {Name} acts on pixels and needs features: identity, got {settings.Features.Name}.");
        }

        if (settings.Training is not TrainingSet.Original)
        {
            return new("training", $"symmetry: {Name} decides what is trained on and needs training: original, got {MlpRules.TextOf("training", settings)}.");
        }

        if (settings.Group.HasRotations() && settings.Data.Height != settings.Data.Width)
        {
            return new("group", $"group: {MlpRules.TextOf("group", settings)} needs square images, got {MlpRules.SizeOf(settings.Data)}.");
        }

        var trained = Math.Ceiling(settings.Data.Count * (1 - settings.TestFraction) * settings.TrainFraction) * settings.Preparation.Copies;
        var rows = settings.Group.OrderOf(settings.Data.Height, settings.Data.Width) * trained;
        return HoldsOrbits && rows > MaxRows
            ? new("group", string.Create(CultureInfo.InvariantCulture,
                $"symmetry: {Name} with the group {MlpRules.TextOf("group", settings)} "
                + $"holds {rows:#,0} rows, and the maximum is {MaxRows:#,0}. Use a smaller group or trainFraction."))
            : null;
    }

    public virtual double MaxFeaturesOf(MlpSettings settings) => settings.Data.Pixels;
    public virtual int InputsOf(MlpSettings settings) => settings.Data.Pixels;

    /// <remarks>Each test image is transformed by a random g ≠ e, which makes no difference to an invariant method.</remarks>
    public virtual IReadOnlyList<Purpose> RandomPurposesOf(MlpSettings settings) =>
        [Purpose.Split, Purpose.Weights, Purpose.Order, .. IsInvariant ? [] : (Purpose[])[Purpose.Orbit]];

    public IReadOnlyList<Metric> MetricsOf(MlpSettings settings) =>
    [
        .. MlpMetrics.OfOrbits,
        .. settings.HasStoppingRule ? MlpMetrics.OfTrainingCost : [],
        .. settings.Measure is MeasureKind.Minimum ? MinimumMeasure.Metrics : [],
        .. settings.Measure is MeasureKind.Minimum && HasPixelInputs ? MinimumMeasure.RelatedMetrics : [],
    ];

    public IReadOnlyList<ExactFact> FactsOf(MlpSettings settings) => IsInvariant ? [MlpFacts.OrbitInvariance] : [];
    public virtual double RowsPerImage(MlpSettings settings, int order) => 1;
    public abstract MlpTask Prepare(TrialSpec spec, FeatureStore features);
}
