namespace Symmetry.Engine.Data;

/// <summary>Data sets in memory.</summary>
/// <param name="sets">The images.</param>
public sealed class LoadedDataSets(params IReadOnlyCollection<ImageSet> sets) : IDataSets
{
    private readonly Dictionary<DataSet, ImageSet> known = sets.ToDictionary(DataSet.FromImages);

    /// <inheritdoc/>
    public ImageSet Read(DataSet data) => known.TryGetValue(data, out var images)
        ? images
        : throw new DataSetException($"The data set {data} is not loaded.");
}
