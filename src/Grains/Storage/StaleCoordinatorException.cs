namespace Symmetry.Grains.Storage;

/// <summary>Another activation coordinates the sweep now. The caller must discard its state.</summary>
/// <param name="id">The sweep.</param>
/// <param name="current">The current epoch.</param>
/// <param name="epoch">The caller's epoch.</param>
public sealed class StaleCoordinatorException(string id, long current, long epoch)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{id} has epoch {current}, this coordinator has epoch {epoch}."));
