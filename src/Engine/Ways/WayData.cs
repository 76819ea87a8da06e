using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Ways;

/// <summary>What a trial of one of the ways is trained and tested on.</summary>
internal sealed class WayData
{
    private readonly TrialSpec spec;
    private readonly int[] test;

    private WayData(TrialSpec spec, ImageSet images)
    {
        this.spec = spec;
        Images = images;
        Group = SymmetryGroup.Of(spec.Settings.Group, images.Height, images.Width);
        Split = Split.Draw(images.Count / Enlargement.CopiesOf(spec.Settings), spec.Settings, spec.Indices);
        Inputs = new NetworkInputs(spec.Settings, Group, images, Split.Train);
        Rows = new OrbitRows(spec.Settings, spec.Indices, Group, Inputs, images, Split.Train);
        Trained = Rows.Of(0);
        test = Split.Test.ToArray();
    }

    /// <summary>All images, before the split.</summary>
    public ImageSet Images { get; }

    /// <summary>G.</summary>
    public SymmetryGroup Group { get; }

    /// <summary>Which images are trained and which are tested on.</summary>
    public Split Split { get; }

    /// <summary>What the network sees of an image.</summary>
    public NetworkInputs Inputs { get; }

    /// <summary>What it is trained on.</summary>
    public OrbitRows Rows { get; }

    /// <summary>The rows of the first epoch; empty where the sampling kept none.</summary>
    public int[] Trained { get; }

    /// <summary>Prepares a trial.</summary>
    public static WayData Of(TrialSpec spec, FeatureStore features) => new(spec, features.Images(spec.Settings));

    /// <summary>Trains.</summary>
    /// <param name="look">Called between epochs, while the parameters are finite; null for nobody.</param>
    /// <param name="stop">Gives up.</param>
    public WayModel Train(Action<int, WayModel>? look, CancellationToken stop) => WayModel.Train(
        spec.Settings, spec.Indices, Group, Inputs, Rows, Images.Classes,
        scores =>
        {
            var (original, transformed) = Count(scores);
            return (original + transformed) / (2.0 * test.Length);
        },
        look, stop);

    /// <summary>Test images classified correctly, as they are and each under one g ≠ e, drawn for it.</summary>
    public (int Original, int Transformed) Count(Scores scores) =>
        OrbitAccuracy.OfBoth(Group, Images, test, spec.Indices, Inputs.AreTheSameOnOrbits, scores);

    /// <summary>Test images classified correctly under every g.</summary>
    public OrbitAccuracy CountAll(Scores scores) =>
        OrbitAccuracy.Of(Group, Images, test, spec.Indices, Inputs.AreTheSameOnOrbits, scores);
}
