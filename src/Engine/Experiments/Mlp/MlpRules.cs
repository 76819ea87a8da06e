using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Invariants;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>Which values of <see cref="MlpSettings"/> cannot be combined.</summary>
internal static class MlpRules
{
    /// <summary>The maximum number of features of all images together, with copies and inversions: 2 GiB of memory.</summary>
    public const int MaxValues = 1 << 29;

    /// <summary>The maximum number of parameters for which a Hessian is computed: 18 MB, and some seconds for its spectrum.</summary>
    public const int MaxHessianParameters = 1500;

    /// <summary>The first conflict; null if there is none.</summary>
    /// <remarks>Memory comes before the measure, which makes a map for images of that size.</remarks>
    public static ValidationError? Validate(MlpSettings settings) =>
        settings.Symmetry.Validate(settings) ?? CheckInvariantAndBiases(settings) ?? CheckValidation(settings) ?? CheckMemory(settings)
            ?? CheckMeasure(settings);

    /// <summary>The canonical text of a setting's value.</summary>
    public static string TextOf(string name, MlpSettings settings) => MlpSettingRegister.All.Single(setting => setting.Name == name).Format(settings);

    /// <summary>The size of images in words.</summary>
    public static string SizeOf(DataSet data) => string.Create(CultureInfo.InvariantCulture, $"{data.Height} x {data.Width}");

    private static ValidationError? CheckInvariantAndBiases(MlpSettings settings) => settings switch
    {
        { Invariant: not InvariantKind.Quadratic, Symmetry.ReadsInvariant: false } =>
            new("invariant", $"invariant: {TextOf("invariant", settings)} has no effect with symmetry: {settings.Symmetry.Name}."),
        { BiasScale: > 0, Bias: true } => new("biasScale", "biasScale fixes the biases, and bias: true trains them. Set bias: false."),
        _ => null,
    };

    private static ValidationError? CheckValidation(MlpSettings settings)
    {
        if (!settings.HasValidation)
        {
            return settings.Restore is RestoredWeights.Best
                ? new("restore", "restore: best chooses the epoch by its validation accuracy. Set validationFraction above 0.")
                : null;
        }

        return Split.MinTrainedOriginals(settings.SplitPlan, settings.Data.Count, settings.Preparation.Copies) == 0
            ? new("validationFraction", $"validationFraction: {TextOf("validationFraction", settings)} may leave no image to train on. "
                + "Use a smaller validationFraction, a larger trainFraction or more images.")
            : null;
    }

    private static ValidationError? CheckMeasure(MlpSettings settings)
    {
        if (settings.Measure is MeasureKind.Permutation && !settings.Features.HasPermutation)
        {
            return new("measure", $"measure: permutation needs features with a permutation, and features is {settings.Features.Name}. "
                + $"Valid features: {string.Join(", ", FeatureMaps.All.Where(map => map.HasPermutation).Select(map => map.Name))}.");
        }

        if (settings.Measure is not MeasureKind.Minimum)
        {
            return null;
        }

        if (!settings.Symmetry.HasHessian)
        {
            return new("measure", $"measure: minimum needs one loss of fully connected layers, which symmetry: {settings.Symmetry.Name} does not have.");
        }

        if (settings.Activation is Activation.Linear)
        {
            return new("measure", "measure: minimum does not support activation: linear, whose layers have flat directions that are not counted "
                + "(any invertible matrix and its inverse between two layers).");
        }

        var parameters = new Architecture(settings.Symmetry.InputsOf(settings), settings.Hidden, settings.Data.Classes, settings.Bias, settings.Activation)
            .Parameters;
        return parameters > MaxHessianParameters
            ? new("measure", string.Create(CultureInfo.InvariantCulture,
                $"measure: minimum supports at most {MaxHessianParameters:#,0} parameters, and this network has {parameters:#,0}."))
            : null;
    }

    // The table of features is the largest object of a trial; for the embedded digits it is far below the limit.
    private static ValidationError? CheckMemory(MlpSettings settings)
    {
        if (settings.Data.IsEmbedded)
        {
            return null;
        }

        var values = settings.Symmetry.MaxFeaturesOf(settings) * settings.Preparation.Count * (settings.Features.IsInvariant ? 1 : 2);
        return values > MaxValues
            ? new("features", string.Create(CultureInfo.InvariantCulture,
                $"{settings.Data.Count:#,0} images of {SizeOf(settings.Data)} have {values:#,0} features with their copies, "
                + $"and the maximum is {MaxValues:#,0}.")
                + " Use fewer images, other features or enlarged: false.")
            : null;
    }
}
