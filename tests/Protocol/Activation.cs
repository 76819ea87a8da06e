using Symmetry.Grains.Sweeps;

namespace Symmetry.Protocol;

/// <summary>An activation of a coordinator or of the catalog on a silo.</summary>
internal sealed class Activation : IPlacement
{
    private readonly Cluster cluster;

    public Activation(Cluster cluster, Silo silo, string key)
    {
        this.cluster = cluster;
        Silo = silo;
        Key = key;
        if (key == Cluster.CatalogKey)
        {
            Catalog = silo.NewCatalog(this);
        }
        else
        {
            Coordinator = silo.NewCoordinator(this, key);
        }
    }

    public Silo Silo { get; }

    public string Key { get; }

    public SweepCoordinator? Coordinator { get; }

    public SweepCatalog? Catalog { get; }

    /// <summary>Whether it takes no new calls. Those that it has go on.</summary>
    public bool IsEnded { get; private set; }

    public int ActiveSilos => cluster.ActiveSilos(Silo).Count;

    public bool IsDead(string silo) => cluster.IsDeclaredDead(silo);

    public void Deactivate()
    {
        IsEnded = true;
        cluster.Forget(this);
    }

    public void MoveAway()
    {
        var others = cluster.ActiveSilos(Silo);
        var next = Relocation.FindNext(Silo.Address, others.Select(silo => silo.Address));
        Deactivate();
        if (next is not null)
        {
            cluster.Place(Key, others.Single(silo => silo.Address.Equals(next)));
        }
    }

    public override string ToString() => $"{Key} on {Silo}";
}
