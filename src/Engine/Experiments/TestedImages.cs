using Symmetry.Engine.Data;

namespace Symmetry.Engine.Experiments;

/// <summary>The images that a trial is tested on.</summary>
/// <param name="Data">The data set that they are from.</param>
/// <param name="Images">Their numbers in the enlarged data set, in the order of the trial's outcomes.</param>
/// <param name="Copies">The images per original: number / copies is the original.</param>
public sealed record TestedImages(DataSet Data, ImmutableArray<int> Images, int Copies)
{
    /// <summary>Whether an image with the same number is the same image, before what the settings do to its pixels.</summary>
    public bool SharesNumbersWith(TestedImages other) => Data == other.Data && Copies == other.Copies;
}
